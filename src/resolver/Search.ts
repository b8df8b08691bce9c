import { DecisionQueue } from './DecisionQueue.ts';
import { type Incompatibility, resolvent, type Term } from './Incompatibility.ts';
import { type Assignment, PartialSolution } from './PartialSolution.ts';
import { fullSet, has, firstOf, isSingle, type VersionSet } from './VersionSet.ts';

/** What the search has to know about a variable; the last position means "not selected". */
export interface Domain {
  readonly size: number;
  /** The position to try first, and before other variables; -1 for none. */
  readonly favourite: number;
  /** Decided before (`first`) or after (`second`) what is to be updated. */
  readonly urgency: 'first' | 'update' | 'second' | null;
}

/** A variable with this many conflicts is decided before those that had fewer. */
const TROUBLESOME = 5;

/**
 * Conflict-driven search over sets of positions: PubGrub without any notion of skills or ranges.
 * Facts may be added at any time; the caller decides, between calls of {@link propagate}.
 */
export class Search {
  readonly #domains: Domain[] = [];
  readonly #solution = new PartialSolution();
  readonly #queue = new DecisionQueue();
  readonly #conflicts: number[] = [];
  /** The incompatibilities that name a variable, oldest first. */
  readonly #known: Entry[][] = [];
  /** Entries marked as failing, in order, and the level at which each was. */
  readonly #failing: Entry[] = [];
  readonly #failingSince: number[] = [];
  readonly #changed = new Set<number>();

  /** Adds a variable and returns its number; numbers count up from 0, in order of discovery. */
  addVariable(domain: Domain): number {
    this.#domains.push(domain);
    this.#conflicts.push(0);
    this.#known.push([]);
    this.#solution.addVariable(fullSet(domain.size));
    return this.#domains.length - 1;
  }

  /** Adds an incompatibility; it takes part in the next propagation of any of its variables. */
  add(incompatibility: Incompatibility): void {
    const entry = { incompatibility, isFailing: false };
    for (const { variable } of incompatibility.terms) this.#knownOf(variable).push(entry);
    const only = incompatibility.terms.length === 1 ? incompatibility.terms[0] : undefined;
    if (only !== undefined) this.#changed.add(only.variable);
  }

  /** Has the variable looked at in the next propagation. */
  touch(variable: number): void {
    this.#changed.add(variable);
  }

  /** What is still possible for a variable. */
  possible(variable: number): VersionSet {
    return this.#solution.possible(variable);
  }

  /** Whether the choice for a variable is a decision. */
  isDecided(variable: number): boolean {
    return this.#solution.isDecided(variable);
  }

  /** Whether choosing the position would at once contradict an incompatibility that allows it. */
  wouldClash(incompatibility: Incompatibility, variable: number, position: number): boolean {
    return incompatibility.terms.every((term) =>
      term.variable === variable
        ? has(term.set, position)
        : this.#solution.relation(term) === 'holds',
    );
  }

  /** Chooses a position that is still possible. */
  decide(variable: number, position: number): void {
    this.#solution.decide(variable, position);
    this.#changed.add(variable);
  }

  /** The next variable that must be selected and is not yet decided; -1 when there is none. */
  next(): number {
    while (!this.#queue.isEmpty) {
      const { variable, rank } = this.#queue.peek();
      if (this.#isOpen(variable) && this.#rankOf(variable) === rank) return variable;
      this.#queue.drop();
    }
    return -1;
  }

  /** The position to try for a variable: its favourite while possible, else the newest. */
  candidate(variable: number): number {
    const possible = this.#solution.possible(variable);
    const { favourite } = this.#domain(variable);
    return favourite >= 0 && has(possible, favourite) ? favourite : firstOf(possible);
  }

  /**
   * Draws every conclusion from what has changed, learning from conflicts and going back as far as
   * needed. Returns the incompatibility without terms when there is no solution, else null.
   */
  propagate(): Incompatibility | null {
    for (const variable of this.#changed) {
      this.#changed.delete(variable);
      const conflict = this.#propagateFrom(variable);
      if (conflict === null) continue;
      this.#changed.clear();
      const learned = this.#learn(conflict);
      if (learned.terms.length === 0) return learned;
    }
    return null;
  }

  /** Looks at the variable's incompatibilities, newest first; returns the first that is violated. */
  #propagateFrom(variable: number): Incompatibility | null {
    const known = this.#knownOf(variable);
    for (let index = known.length - 1; index >= 0; index--) {
      const entry = known[index];
      if (entry === undefined || entry.isFailing) continue;
      const unit = this.#examine(entry);
      if (unit === 'violated') return entry.incompatibility;
      if (unit !== null) this.#derive(unit, entry.incompatibility);
    }
    return null;
  }

  /** The only open term of an incompatibility whose other terms hold, `violated`, or null. */
  #examine(entry: Entry): Term | 'violated' | null {
    let open: Term | null = null;
    for (const term of entry.incompatibility.terms) {
      const relation = this.#solution.relation(term);
      if (relation === 'fails') {
        entry.isFailing = true;
        this.#failing.push(entry);
        this.#failingSince.push(this.#solution.level);
        return null;
      }
      if (relation === 'holds') continue;
      if (open !== null) return null;
      open = term;
    }
    return open ?? 'violated';
  }

  #derive(term: Term, cause: Incompatibility): void {
    this.#solution.derive(term, cause);
    this.#changed.add(term.variable);
    this.#enqueue(term.variable);
  }

  /**
   * Resolves a violated incompatibility with the causes of the steps that violated it, until what
   * remains would have ruled out a step earlier; goes back there and draws that conclusion.
   */
  #learn(violated: Incompatibility): Incompatibility {
    let learned = violated;
    while (learned.terms.length > 0) {
      const { satisfier, previousLevel } = this.#latestSatisfier(learned);
      const { cause, variable } = satisfier;
      if (cause === null || previousLevel < satisfier.level) {
        this.#backtrack(previousLevel);
        this.#remember(learned);
        this.#changed.add(variable);
        return learned;
      }
      learned = resolvent(learned, cause, { variable, size: this.#domain(variable).size });
    }
    return learned;
  }

  #latestSatisfier(violated: Incompatibility): {
    readonly satisfier: Assignment;
    readonly previousLevel: number;
  } {
    let satisfier: Assignment | null = null;
    let own: Term | null = null;
    let previousLevel = 0;
    for (const term of violated.terms) {
      const step = this.#solution.satisfier(term);
      if (satisfier === null || step.index > satisfier.index) {
        previousLevel = Math.max(previousLevel, satisfier?.level ?? 0);
        satisfier = step;
        own = term;
      } else {
        previousLevel = Math.max(previousLevel, step.level);
      }
    }
    if (satisfier === null || own === null) throw new RangeError('nothing is violated');
    const { cause, variable } = satisfier;
    const forced = cause?.terms.find((term) => term.variable === variable);
    if (forced !== undefined) {
      const level = this.#solution.levelWithin(variable, own.set, forced.set);
      previousLevel = Math.max(previousLevel, level);
    }
    return { satisfier, previousLevel };
  }

  #remember(learned: Incompatibility): void {
    this.add(learned);
    for (const { variable } of learned.terms) {
      const conflicts = (this.#conflicts[variable] ?? 0) + 1;
      this.#conflicts[variable] = conflicts;
      if (conflicts === TROUBLESOME) this.#enqueue(variable);
    }
  }

  #backtrack(level: number): void {
    for (const variable of this.#solution.backtrack(level)) this.#enqueue(variable);
    while ((this.#failingSince.at(-1) ?? 0) > level) {
      const entry = this.#failing.pop();
      if (entry !== undefined) entry.isFailing = false;
      this.#failingSince.pop();
    }
  }

  #enqueue(variable: number): void {
    if (this.#isOpen(variable)) this.#queue.push(variable, this.#rankOf(variable));
  }

  /** Whether a variable must be selected but is not yet decided. */
  #isOpen(variable: number): boolean {
    const absent = this.#domain(variable).size - 1;
    const possible = this.#solution.possible(variable);
    return !has(possible, absent) && !this.#solution.isDecided(variable);
  }

  #rankOf(variable: number): number {
    const { favourite, urgency } = this.#domain(variable);
    const possible = this.#solution.possible(variable);
    if (urgency === 'update') return 1;
    if (favourite >= 0 && has(possible, favourite)) return urgency === 'first' ? 0 : 2;
    if (isSingle(possible)) return 3;
    return (this.#conflicts[variable] ?? 0) >= TROUBLESOME ? 4 : 5;
  }

  #domain(variable: number): Domain {
    const domain = this.#domains[variable];
    if (domain === undefined) throw new RangeError(`no variable ${variable}`);
    return domain;
  }

  #knownOf(variable: number): Entry[] {
    const known = this.#known[variable];
    if (known === undefined) throw new RangeError(`no variable ${variable}`);
    return known;
  }
}

interface Entry {
  readonly incompatibility: Incompatibility;
  /** A term fails; nothing can follow until the next backtrack. */
  isFailing: boolean;
}
