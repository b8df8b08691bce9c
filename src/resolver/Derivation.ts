import type { Cause, Incompatibility } from './Incompatibility.ts';
import type { Offer } from './Offer.ts';
import { causesOf, factsOf, stepsOf } from './proof.ts';
import { Wording } from './Wording.ts';

/** One statement of a proof, as `--json` shows it. */
export interface DerivationStep {
  /** What kind of fact it is, or `derived`. */
  readonly kind: Cause['kind'];
  readonly text: string;
  /** Why a requirement matches nothing, where it does not. */
  readonly reason?: string;
  /** The skills it is about, sorted. */
  readonly skills: readonly string[];
  /** Places, in the list of steps, of the two it was derived from; empty for a fact. */
  readonly from: readonly number[];
}

/** Steps beyond which only the facts are listed. */
const MOST_STEPS = 500;

/**
 * A proof that there is no solution, as plain data: causes come before what follows from them, the
 * conclusion is last. Of very long proofs only the facts are given.
 */
export function derivationOf(
  refutation: Incompatibility,
  offers: readonly Offer[],
): readonly DerivationStep[] {
  const all = stepsOf(refutation);
  const facts = factsOf(refutation);
  const wording = new Wording(offers, facts);
  const shown = all.length > MOST_STEPS ? facts.slice(0, MOST_STEPS) : all;
  const places = new Map(shown.map((step, place) => [step, place]));
  return shown.map((step) => ({
    kind: step.cause.kind,
    text: wording.sentence(step),
    ...reasonOf(step.cause),
    skills: skillsIn(step, offers),
    from: causesOf(step).flatMap((cause) => places.get(cause) ?? []),
  }));
}

function reasonOf(cause: Cause): { readonly reason?: string } {
  if (cause.kind === 'undescribed') return { reason: cause.problem.kind };
  if (cause.kind !== 'requirement' || cause.noMatch === null) return {};
  return { reason: cause.noMatch.kind };
}

function skillsIn({ terms, cause }: Incompatibility, offers: readonly Offer[]): readonly string[] {
  const variables = terms.map((term) => term.variable);
  if (cause.kind === 'requirement') variables.push(cause.on);
  return [...new Set(variables.map((variable) => offers[variable]?.subject.id ?? ''))].sort();
}
