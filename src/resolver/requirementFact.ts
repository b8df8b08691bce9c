import type { Need } from './Catalog.ts';
import type { Incompatibility, Term } from './Incompatibility.ts';
import type { Offer } from './Offer.ts';
import { difference, fullSet, intersection, isEmpty, type VersionSet } from './VersionSet.ts';
import { whyNothingMatches } from './whyNothingMatches.ts';

/** Who needs what. */
export interface Requiring {
  /** The versions that have the need; null for the project. */
  readonly dependent: Term | null;
  readonly need: Need;
  /** The variable of what is needed, and its versions. */
  readonly on: number;
  readonly offer: Offer;
}

/** A need as an incompatibility: "the dependent is in its set, and what it needs is outside". */
export function requirementFact({ dependent, need, on, offer }: Requiring): Incompatibility {
  const admitted = offer.matching(need.range);
  const isMatched = !isEmpty(admitted);
  return {
    terms: termsOf(dependent, on, isMatched ? difference(fullSet(offer.size), admitted) : null),
    cause: {
      kind: 'requirement',
      dependent: dependent?.variable ?? null,
      dependency: need.dependency,
      on,
      isOverridden: need.isOverridden,
      isPin: need.isPin,
      noMatch: isMatched ? null : whyNothingMatches(offer, need.range),
    },
  };
}

/** `outside` is null where it is everything: a term that always holds is left out. */
function termsOf(dependent: Term | null, on: number, outside: VersionSet | null): Term[] {
  if (outside === null) return dependent === null ? [] : [dependent];
  if (dependent === null) return [{ variable: on, set: outside }];
  if (dependent.variable !== on) return [dependent, { variable: on, set: outside }];
  // A skill that needs itself stands once.
  return [{ variable: on, set: intersection(dependent.set, outside) }];
}
