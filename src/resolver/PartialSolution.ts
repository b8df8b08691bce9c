import type { Incompatibility, Term } from './Incompatibility.ts';
import { difference, isSubset, singleSet, type VersionSet } from './VersionSet.ts';

/** One step of the search: a variable's choice got narrower. */
export interface Assignment {
  readonly variable: number;
  /** What remains possible for the variable from here on. */
  readonly set: VersionSet;
  readonly level: number;
  /** Place in the order of all steps. */
  readonly index: number;
  /** What forced it; null for a decision. */
  readonly cause: Incompatibility | null;
}

/** Whether a term holds, cannot hold any more, or depends on choices still to be made. */
export type Relation = 'holds' | 'fails' | 'open';

/**
 * What has been decided and derived so far, in order. The choices of a variable only ever shrink,
 * so the step that first satisfied a term is found by binary search in the variable's own steps.
 */
export class PartialSolution {
  readonly #steps: Assignment[] = [];
  readonly #stepsOf: Assignment[][] = [];
  readonly #possible: VersionSet[] = [];
  readonly #universe: VersionSet[] = [];
  #level = 0;

  /** How many decisions stand. */
  get level(): number {
    return this.#level;
  }

  /** Adds a variable of which everything in the set is possible. */
  addVariable(universe: VersionSet): void {
    this.#universe.push(universe);
    this.#possible.push(universe);
    this.#stepsOf.push([]);
  }

  /** What is still possible for a variable. */
  possible(variable: number): VersionSet {
    return at(this.#possible, variable);
  }

  /** Whether the choice for the variable is a decision. */
  isDecided(variable: number): boolean {
    return at(this.#stepsOf, variable).at(-1)?.cause === null;
  }

  /** Whether a term holds, fails, or is open. */
  relation(term: Term): Relation {
    return relationOf(at(this.#possible, term.variable), term.set);
  }

  /** Chooses one position, one level deeper. */
  decide(variable: number, position: number): void {
    this.#level++;
    const set = singleSet(at(this.#universe, variable).length << 5, position);
    this.#push(variable, set, null);
  }

  /** Rules out every position in the term, because of an incompatibility. */
  derive(term: Term, cause: Incompatibility): void {
    this.#push(term.variable, difference(this.possible(term.variable), term.set), cause);
  }

  /** Forgets every step above a level and names the variables that had one. */
  backtrack(level: number): number[] {
    const touched: number[] = [];
    for (let last = this.#steps.at(-1); last !== undefined; last = this.#steps.at(-1)) {
      if (last.level <= level) break;
      this.#steps.pop();
      const own = at(this.#stepsOf, last.variable);
      own.pop();
      this.#possible[last.variable] = own.at(-1)?.set ?? at(this.#universe, last.variable);
      touched.push(last.variable);
    }
    this.#level = level;
    return touched;
  }

  /** The first step after which the term holds. It must hold now. */
  satisfier(term: Term): Assignment {
    return this.#firstWithin(term.variable, (set) => isSubset(set, term.set));
  }

  /**
   * The level at which the choice for a variable was first within either set; 0 where it always was.
   */
  levelWithin(variable: number, left: VersionSet, right: VersionSet): number {
    const either = (set: VersionSet) => isSubset(difference(set, left), right);
    if (either(at(this.#universe, variable))) return 0;
    return this.#firstWithin(variable, either).level;
  }

  #firstWithin(variable: number, isWithin: (set: VersionSet) => boolean): Assignment {
    const steps = at(this.#stepsOf, variable);
    let low = 0;
    let high = steps.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isWithin(at(steps, middle).set)) high = middle;
      else low = middle + 1;
    }
    return at(steps, low);
  }

  #push(variable: number, set: VersionSet, cause: Incompatibility | null): void {
    const step = { variable, set, level: this.#level, index: this.#steps.length, cause };
    this.#steps.push(step);
    at(this.#stepsOf, variable).push(step);
    this.#possible[variable] = set;
  }
}

function relationOf(possible: VersionSet, set: VersionSet): Relation {
  let isInside = true;
  let isApart = true;
  for (let word = 0; word < possible.length; word++) {
    const left = possible[word] ?? 0;
    const right = set[word] ?? 0;
    if ((left & ~right) !== 0) isInside = false;
    if ((left & right) !== 0) isApart = false;
    if (!isInside && !isApart) return 'open';
  }
  return isApart ? 'fails' : 'holds';
}

function at<Value>(list: readonly Value[], index: number): Value {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index}`);
  return value;
}
