import type { Need } from './Catalog.ts';
import type { KnownRange } from './KnownRange.ts';
import type { Offer, Subject } from './Offer.ts';
import { add, emptySet, has, type VersionSet } from './VersionSet.ts';

/** Versions of one offer that need the same versions of one other subject. */
export interface Group {
  readonly versions: VersionSet;
  /** The search has been told about the group as it is now. */
  isTold: boolean;
}

/**
 * For one offer, which of its versions have equal needs: one incompatibility then serves them all.
 * What needs a version has becomes known version by version.
 */
export class Dependents {
  readonly #offer: Offer;
  readonly #indexed: VersionSet;
  readonly #told: VersionSet;
  readonly #edges = new Map<Subject, { readonly position: number; readonly range: KnownRange }[]>();
  readonly #groups = new Map<Subject, Map<VersionSet, Group>>();

  constructor(offer: Offer) {
    this.#offer = offer;
    this.#indexed = emptySet(offer.size);
    this.#told = emptySet(offer.size);
  }

  /** Whether the search knows everything that a version needs. */
  isTold(position: number): boolean {
    return has(this.#told, position);
  }

  /** Notes that the search knows everything that a version needs. */
  markTold(position: number): void {
    add(this.#told, position);
  }

  /** Takes in what a version needs; again is of no matter. */
  learn(position: number, needs: readonly Need[]): void {
    if (has(this.#indexed, position)) return;
    add(this.#indexed, position);
    for (const { subject, range } of needs) {
      const edges = this.#edges.get(subject);
      if (edges === undefined) this.#edges.set(subject, [{ position, range }]);
      else edges.push({ position, range });
      this.#groups.delete(subject);
    }
  }

  /** All known versions whose need of the target admits exactly the versions in `admitted`. */
  groupOf(target: Offer, admitted: VersionSet): Group {
    let groups = this.#groups.get(target.subject);
    if (groups === undefined) {
      groups = this.#grouped(target);
      this.#groups.set(target.subject, groups);
    }
    const group = groups.get(admitted);
    if (group === undefined) throw new RangeError('a need that was not learned');
    return group;
  }

  #grouped(target: Offer): Map<VersionSet, Group> {
    const groups = new Map<VersionSet, Group>();
    for (const { position, range } of this.#edges.get(target.subject) ?? []) {
      const admitted = target.matching(range);
      let group = groups.get(admitted);
      if (group === undefined) {
        group = { versions: emptySet(this.#offer.size), isTold: false };
        groups.set(admitted, group);
      }
      add(group.versions, position);
    }
    return groups;
  }
}
