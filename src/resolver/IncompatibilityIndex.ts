import type { Incompatibility } from './Incompatibility.ts';

/** An incompatibility among those that name a variable. */
export interface Entry {
  readonly incompatibility: Incompatibility;
  /** A term fails; nothing can follow until the search goes back. */
  isFailing: boolean;
}

/** The incompatibilities by the variables they name, and which of them need no look for now. */
export class IncompatibilityIndex {
  readonly #entries: Entry[][] = [];
  /** Those marked as failing, in order, and the level at which each was. */
  readonly #failing: { readonly entry: Entry; readonly level: number }[] = [];

  /** Makes room for the next variable. */
  addVariable(): void {
    this.#entries.push([]);
  }

  /** Adds an incompatibility under each of its variables. */
  add(incompatibility: Incompatibility): void {
    const entry = { incompatibility, isFailing: false };
    for (const { variable } of incompatibility.terms) this.#entries[variable]?.push(entry);
  }

  /** The incompatibilities that name a variable, oldest first. */
  of(variable: number): readonly Entry[] {
    return this.#entries[variable] ?? [];
  }

  /** Notes that an entry has a term that fails at a level. */
  markFailing(entry: Entry, level: number): void {
    entry.isFailing = true;
    this.#failing.push({ entry, level });
  }

  /** Takes back the marks made above a level. */
  backtrack(level: number): void {
    for (let last = this.#failing.at(-1); last !== undefined; last = this.#failing.at(-1)) {
      if (last.level <= level) return;
      last.entry.isFailing = false;
      this.#failing.pop();
    }
  }
}
