import type { Incompatibility, Requirement } from './Incompatibility.ts';
import type { Offer } from './Offer.ts';
import { factsOf } from './proof.ts';
import { Search } from './Search.ts';
import { intersection, union } from './VersionSet.ts';

/** Facts beyond which a proof is taken as it is: shortening it costs a search for each fact. */
const MOST_FACTS = 300;

/** Decisions a single attempt to do without some facts may take. */
const MOST_DECISIONS = 2000;

/**
 * A shorter proof of the same conclusion. Facts that say the same about the versions of one skill
 * become one, facts that are not needed are left out, and what remains is proved afresh. So sixty
 * versions with one reason are one fact, and bystanders are not mentioned.
 */
export function reprove(refutation: Incompatibility, offers: readonly Offer[]): Incompatibility {
  const facts = factsOf(refutation);
  if (facts.length === 1 || facts.length > MOST_FACTS) return refutation;
  let best = { facts, refutation };
  const improve = (smaller: readonly Incompatibility[]) => {
    const shorter = refute(smaller, offers);
    if (shorter === null) return false;
    best = { facts: factsOf(shorter), refutation: shorter };
    return true;
  };
  for (const group of groupsOf(facts)) {
    const merged = group.reduce((left, right) => merge(left, right));
    const others = best.facts.filter((fact) => !group.includes(fact));
    if (group.length > 1) improve([...others, merged]);
  }
  for (const fact of [...best.facts].reverse()) {
    if (best.facts.includes(fact)) improve(best.facts.filter((other) => other !== fact));
  }
  return refute(best.facts, offers) ?? best.refutation;
}

/** The refutation of the facts alone; null where they can all hold, or nobody knows in time. */
function refute(
  facts: readonly Incompatibility[],
  offers: readonly Offer[],
): Incompatibility | null {
  const impossible = facts.find((fact) => fact.terms.length === 0);
  if (impossible !== undefined) return impossible;
  const search = new Search();
  for (const { size } of offers) search.addVariable({ size, favourite: -1, urgency: null });
  for (const fact of facts) search.add(fact);
  for (let decisions = 0; decisions < MOST_DECISIONS; decisions++) {
    const refutation = search.propagate();
    if (refutation !== null) return refutation;
    const variable = search.next();
    if (variable === -1) return null;
    search.decide(variable, search.candidate(variable));
  }
  return null;
}

/** Requirements of one skill on one other, by pair. */
function groupsOf(facts: readonly Incompatibility[]): readonly (readonly Incompatibility[])[] {
  const groups = new Map<string, Incompatibility[]>();
  for (const fact of facts) {
    const { cause } = fact;
    if (cause.kind !== 'requirement' || cause.dependent === null || fact.terms.length === 0)
      continue;
    const key = `${cause.dependent} ${cause.on} ${fact.terms.length} ${cause.noMatch?.kind ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  return [...groups.values()];
}

/**
 * What both facts say together: the versions of either need one of the versions that either needs.
 * Weaker than the two, and enough more often than not.
 */
function merge(left: Incompatibility, right: Incompatibility): Incompatibility {
  const cause = left.cause as Requirement;
  const terms = left.terms.map(({ variable, set }) => {
    const other = right.terms.find((term) => term.variable === variable)?.set ?? set;
    const isDependent = variable === cause.dependent;
    return { variable, set: isDependent ? union(set, other) : intersection(set, other) };
  });
  const isSame =
    'dependency' in right.cause && right.cause.dependency.range === cause.dependency.range;
  return { terms, cause: isSame ? cause : { ...cause, isMerged: true } };
}
