import { DecisionQueue } from './DecisionQueue.ts';
import type { Incompatibility, Term } from './Incompatibility.ts';
import { IncompatibilityIndex } from './IncompatibilityIndex.ts';
import { learnFromConflict } from './learnFromConflict.ts';
import { PartialSolution } from './PartialSolution.ts';
import { candidateOf, type Domain, rankOf, TROUBLESOME } from './Preference.ts';
import { fullSet, has, type VersionSet } from './VersionSet.ts';

/**
 * Conflict-driven search over sets of positions: PubGrub without any notion of skills or ranges.
 * Facts may be added at any time; the caller decides, between calls of {@link propagate}.
 */
export class Search {
  readonly #domains: Domain[] = [];
  readonly #conflicts: number[] = [];
  readonly #solution = new PartialSolution();
  readonly #queue = new DecisionQueue();
  readonly #index = new IncompatibilityIndex();
  /** Variables whose incompatibilities have to be looked at. */
  readonly #changed = new Set<number>();

  /** Adds a variable and returns its number; numbers count up from 0, in order of discovery. */
  addVariable(domain: Domain): number {
    this.#domains.push(domain);
    this.#conflicts.push(0);
    this.#index.addVariable();
    this.#solution.addVariable(fullSet(domain.size));
    return this.#domains.length - 1;
  }

  /** Adds an incompatibility; it takes part in the next propagation of any of its variables. */
  add(incompatibility: Incompatibility): void {
    this.#index.add(incompatibility);
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

  /** The position to try for a variable. */
  candidate(variable: number): number {
    return candidateOf(this.#domain(variable), this.#solution.possible(variable));
  }

  /**
   * Draws every conclusion from what has changed, learning from conflicts and going back as far as
   * needed. Returns the incompatibility without terms when there is no solution, else null.
   */
  propagate(): Incompatibility | null {
    for (const variable of this.#changed) {
      this.#changed.delete(variable);
      const violated = this.#propagateFrom(variable);
      if (violated === null) continue;
      this.#changed.add(variable);
      const lesson = learnFromConflict(violated, this.#solution, (each) => this.#domain(each).size);
      if (lesson.culprit === null) return lesson.incompatibility;
      if (lesson.incompatibility !== violated) this.add(lesson.incompatibility);
      this.#apply(lesson.incompatibility, lesson.culprit.level - 1);
    }
    return null;
  }

  /** Looks at the variable's incompatibilities, newest first; returns the first that is violated. */
  #propagateFrom(variable: number): Incompatibility | null {
    const entries = this.#index.of(variable);
    for (let place = entries.length - 1; place >= 0; place--) {
      const entry = entries[place];
      if (entry === undefined || entry.isFailing) continue;
      const conclusion = this.#examine(entry.incompatibility);
      if (conclusion === 'violated') return entry.incompatibility;
      if (conclusion === 'fails') this.#index.markFailing(entry, this.#solution.level);
      else if (conclusion !== null) this.#derive(conclusion, entry.incompatibility);
    }
    return null;
  }

  /** The only open term of an incompatibility whose other terms hold, how it ended, or null. */
  #examine(incompatibility: Incompatibility): Term | 'violated' | 'fails' | null {
    let open: Term | null = null;
    for (const term of incompatibility.terms) {
      const relation = this.#solution.relation(term);
      if (relation === 'fails') return 'fails';
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
   * Goes back to just before the culprit, not as far as the lesson would allow: the decisions in
   * between are most often right, and to make them again is what long searches spend their time on.
   */
  #apply(learned: Incompatibility, level: number): void {
    for (const variable of this.#solution.backtrack(level)) {
      this.#enqueue(variable);
      this.#changed.add(variable);
    }
    this.#index.backtrack(level);
    for (const { variable } of learned.terms) {
      const conflicts = (this.#conflicts[variable] ?? 0) + 1;
      this.#conflicts[variable] = conflicts;
      if (conflicts === TROUBLESOME) this.#enqueue(variable);
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
    const possible = this.#solution.possible(variable);
    return rankOf(this.#domain(variable), possible, this.#conflicts[variable] ?? 0);
  }

  #domain(variable: number): Domain {
    const domain = this.#domains[variable];
    if (domain === undefined) throw new RangeError(`no variable ${variable}`);
    return domain;
  }
}
