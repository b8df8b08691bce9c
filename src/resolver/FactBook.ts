import type { SkillId } from '../model/SkillId.ts';
import { type Catalog, isKnown, type Need } from './Catalog.ts';
import { Dependents } from './Dependents.ts';
import type { Incompatibility, Term } from './Incompatibility.ts';
import type { Firmness } from './LockPlan.ts';
import type { Offer, Subject, Unavailable } from './Offer.ts';
import type { Domain } from './Preference.ts';
import { requirementFact } from './requirementFact.ts';
import type { Search } from './Search.ts';
import { difference, fullSet, isEmpty, singleSet } from './VersionSet.ts';

/** What a {@link FactBook} works with. */
export interface FactSources {
  readonly catalog: Catalog;
  readonly firmness: ReadonlyMap<SkillId, Firmness>;
  /** Subjects of which all versions are considered although the lock holds them. */
  readonly opened: ReadonlySet<Subject>;
}

/**
 * Tells the search what it needs to know, when it needs it: a variable for each subject that is
 * reached, and an incompatibility for each group of versions with the same need.
 */
export class FactBook {
  /** By variable. */
  readonly offers: Offer[] = [];
  readonly #sources: FactSources;
  readonly #search: Search;
  readonly #variables = new Map<Subject, number>();
  readonly #variablesOf = new Map<SkillId, number[]>();
  readonly #dependents: Dependents[] = [];

  constructor(sources: FactSources, search: Search) {
    this.#sources = sources;
    this.#search = search;
  }

  /** Whether the search already works with an offer of the subject. */
  isInUse(subject: Subject): boolean {
    return this.#variables.has(subject);
  }

  /** Whether everything that a version needs has been told. */
  knowsNeedsOf(variable: number, position: number): boolean {
    return this.#dependentsOf(variable).isTold(position);
  }

  /** The subjects whose versions must be listed before these needs can be told. */
  unknownAmong(needs: readonly Need[], asker: 'project' | 'skill'): Subject[] {
    return needs.filter((need) => this.#mustOpen(need, asker)).map((need) => need.subject);
  }

  /** Tells what the project itself needs. */
  tellRoots(needs: readonly Need[]): readonly Incompatibility[] {
    return needs.map((need) => this.#tell(this.#requirement(need, null)));
  }

  /** Tells what a version needs, unless the search knows; returns what was new. */
  tellNeeds(variable: number, position: number, needs: readonly Need[]): Incompatibility[] {
    const dependents = this.#dependentsOf(variable);
    this.#learnAll(variable);
    const discovered = this.offers.length;
    const told = needs.flatMap((need) => this.#tellGroup(variable, need));
    dependents.markTold(position);
    for (let each = discovered; each < this.offers.length; each++) this.#tellAhead(each);
    return told;
  }

  /**
   * Tells what the versions of a newly discovered skill need of skills already in use, so that a
   * version that cannot be used is known before anything is decided that leads to it.
   */
  #tellAhead(variable: number): void {
    this.#learnAll(variable);
    for (const candidate of this.#offer(variable).candidates) {
      for (const need of this.#sources.catalog.knownNeedsOf(candidate)) {
        if (this.isInUse(need.subject)) this.#tellGroup(variable, need);
      }
    }
    this.#search.touch(variable);
  }

  #tellGroup(variable: number, need: Need): Incompatibility[] {
    const target = this.#offer(this.#variable(need.subject));
    const group = this.#dependentsOf(variable).groupOf(target, target.matching(need.range));
    if (group.isTold) return [];
    group.isTold = true;
    const fact = this.#requirement(need, { variable, set: group.versions });
    const isVoid = fact.terms.length === 0 || fact.terms.some(({ set }) => isEmpty(set));
    return isVoid ? [] : [this.#tell(fact)];
  }

  /** Tells that nobody could say what a version needs. */
  tellUndescribed(variable: number, position: number, problem: Unavailable): void {
    const set = singleSet(this.#offer(variable).size, position);
    this.#tell({ terms: [{ variable, set }], cause: { kind: 'undescribed', problem } });
  }

  #tell(fact: Incompatibility): Incompatibility {
    this.#search.add(fact);
    return fact;
  }

  #requirement(need: Need, dependent: Term | null): Incompatibility {
    const on = this.#variable(need.subject);
    return requirementFact({ dependent, need, on, offer: this.#offer(on) });
  }

  #mustOpen(need: Need, asker: 'project' | 'skill'): boolean {
    const offer = this.#find(need.subject);
    if (offer === undefined) return true;
    if (!offer.isClosed || !isEmpty(offer.matching(need.range))) return false;
    return asker === 'project' || this.#sources.firmness.get(need.subject.id) !== 'held';
  }

  #find(subject: Subject): Offer | undefined {
    const { catalog, opened } = this.#sources;
    const closed = opened.has(subject) ? undefined : catalog.closedOffer(subject);
    return closed ?? catalog.openOffer(subject);
  }

  #variable(subject: Subject): number {
    const known = this.#variables.get(subject);
    if (known !== undefined) return known;
    const offer = this.#find(subject);
    if (offer === undefined) throw new RangeError(`${subject.id} was not opened`);
    const variable = this.#search.addVariable({
      size: offer.size,
      favourite: offer.locked,
      urgency: urgencyOf(this.#sources.firmness.get(subject.id)),
    });
    this.#variables.set(subject, variable);
    this.offers.push(offer);
    this.#dependents.push(new Dependents(offer));
    this.#excludeOtherSources(subject.id, variable);
    return variable;
  }

  #excludeOtherSources(id: SkillId, variable: number): void {
    const others = this.#variablesOf.get(id) ?? [];
    for (const other of others) {
      const terms = [this.#selected(other), this.#selected(variable)];
      this.#tell({ terms, cause: { kind: 'sources' } });
    }
    this.#variablesOf.set(id, [...others, variable]);
  }

  #selected(variable: number): Term {
    const { size, absent } = this.#offer(variable);
    return { variable, set: difference(fullSet(size), singleSet(size, absent)) };
  }

  #learnAll(variable: number): void {
    const dependents = this.#dependentsOf(variable);
    for (const [position, candidate] of this.#offer(variable).candidates.entries()) {
      const needs = this.#sources.catalog.needsOf(candidate);
      if (isKnown(needs)) dependents.learn(position, needs);
    }
  }

  #dependentsOf(variable: number): Dependents {
    const dependents = this.#dependents[variable];
    if (dependents === undefined) throw new RangeError(`no variable ${variable}`);
    return dependents;
  }

  #offer(variable: number): Offer {
    const offer = this.offers[variable];
    if (offer === undefined) throw new RangeError(`no variable ${variable}`);
    return offer;
  }
}

function urgencyOf(firmness: Firmness | undefined): Domain['urgency'] {
  switch (firmness) {
    case 'held':
      return 'first';
    case 'updated':
      return 'update';
    case 'preferred':
      return 'second';
    case undefined:
      return null;
  }
}
