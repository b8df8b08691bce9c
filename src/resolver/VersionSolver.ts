import { isKnown, type Need } from './Catalog.ts';
import { FactBook, type FactSources } from './FactBook.ts';
import type { Incompatibility } from './Incompatibility.ts';
import type { Offer, Subject } from './Offer.ts';
import type { Pace } from './Pace.ts';
import type { Candidate } from './Provider.ts';
import { Search } from './Search.ts';
import { firstOf } from './VersionSet.ts';

/** One chosen version of one subject. */
export interface Choice {
  readonly offer: Offer;
  readonly candidate: Candidate;
}

/** How one run of the search ended. `restart`: a lock turned out to be in the way and was opened. */
export type Attempt =
  | { readonly kind: 'solved'; readonly choices: readonly Choice[] }
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'restart'; readonly offers: readonly Offer[] }
  | {
      readonly kind: 'refuted';
      readonly refutation: Incompatibility;
      /** By variable. */
      readonly offers: readonly Offer[];
    };

/** What a {@link VersionSolver} works with; `opened` grows. */
export interface SolverSources extends FactSources {
  readonly opened: Set<Subject>;
  readonly pace: Pace;
}

/**
 * One run of the search over what is known, asking the catalog for whatever is missing. The search
 * itself never waits: between two questions it is pure computation.
 */
export class VersionSolver {
  readonly #sources: SolverSources;
  readonly #search = new Search();
  readonly #facts: FactBook;

  constructor(sources: SolverSources) {
    this.#sources = sources;
    this.#facts = new FactBook(sources, this.#search);
  }

  /** Searches until there is an answer. Throws `INTERRUPTED`. */
  async run(): Promise<Attempt> {
    const { pace } = this.#sources;
    const impossible = (await this.#start()) ?? this.#search.propagate();
    if (impossible !== null) return this.#refuted(impossible);
    await this.#describeRoots();
    for (;;) {
      const refutation = this.#search.propagate();
      if (refutation !== null) return this.#refuted(refutation);
      const variable = this.#search.next();
      if (variable === -1) return { kind: 'solved', choices: this.#choices() };
      const position = this.#search.candidate(variable);
      const { offer, candidate } = this.#choice(variable, position);
      if (pace.step()) await pace.pause(offer.subject.id, candidate.version);
      if (this.#facts.knowsNeedsOf(variable, position)) {
        this.#search.decide(variable, position);
      } else if ((await this.#advance(variable, position)) === 'restart') {
        return { kind: 'restart', offers: this.#facts.offers };
      }
      if (pace.isExhausted) return { kind: 'exhausted' };
    }
  }

  /** Tells what the project needs; returns a requirement that nothing can meet. */
  async #start(): Promise<Incompatibility | undefined> {
    const roots = this.#sources.catalog.roots();
    await this.#openFor(roots, 'project');
    return this.#facts.tellRoots(roots).find((fact) => fact.terms.length === 0);
  }

  /**
   * Asks at once what the project's own skills need, as far as nobody knows: what comes from one
   * repository then travels together. Influences timing only.
   */
  async #describeRoots(): Promise<void> {
    const { catalog, pace } = this.#sources;
    const asked = this.#facts.offers.map(async (_, variable) => {
      const position = this.#search.candidate(variable);
      if (position < 0) return;
      const { offer, candidate } = this.#choice(variable, position);
      if (catalog.needsOf(candidate) === null) await catalog.describe(offer, candidate);
    });
    // A failure is heard when the search gets to it, if it ever does.
    await pace.wait(Promise.allSettled(asked));
  }

  /** Decides a variable for the first time at a position, or tells the search why its best candidate is out of the question. */
  async #advance(variable: number, position: number): Promise<'restart' | 'done'> {
    const { catalog, pace } = this.#sources;
    const { offer, candidate } = this.#choice(variable, position);
    if (catalog.needsOf(candidate) === null) await pace.wait(catalog.describe(offer, candidate));
    const needs = catalog.needsOf(candidate) ?? [];
    if (!isKnown(needs)) {
      this.#facts.tellUndescribed(variable, position, needs);
      return 'done';
    }
    if ((await this.#openFor(needs, 'skill')) === 'restart') return 'restart';
    const told = this.#facts.tellNeeds(variable, position, needs);
    if (told.some((fact) => this.#search.wouldClash(fact, variable, position))) {
      this.#search.touch(variable);
    } else {
      this.#search.decide(variable, position);
    }
    return 'done';
  }

  async #openFor(needs: readonly Need[], asker: 'project' | 'skill'): Promise<'restart' | 'done'> {
    const { catalog, opened, pace } = this.#sources;
    const unknown = this.#facts.unknownAmong(needs, asker);
    if (unknown.length === 0) return 'done';
    for (const subject of unknown) opened.add(subject);
    await pace.wait(catalog.open(unknown));
    return unknown.some((subject) => this.#facts.isInUse(subject)) ? 'restart' : 'done';
  }

  #choices(): readonly Choice[] {
    return this.#facts.offers.flatMap((offer, variable) => {
      const position = firstOf(this.#search.possible(variable));
      return this.#search.isDecided(variable) ? [this.#choice(variable, position)] : [];
    });
  }

  #choice(variable: number, position: number): Choice {
    const offer = this.#facts.offers[variable];
    const candidate = offer?.candidates[position];
    if (offer === undefined || candidate === undefined) throw new RangeError('not a version');
    return { offer, candidate };
  }

  #refuted(refutation: Incompatibility): Attempt {
    return { kind: 'refuted', refutation, offers: this.#facts.offers };
  }
}
