import type { Offer } from './Offer.ts';
import { has, type VersionSet } from './VersionSet.ts';

/** More alternatives than this are not spelled out. */
const MOST_RUNS = 4;

/**
 * The versions of a set as a person would write them, as wide as is true: a run of neighbours
 * reaches to the next version that is not in it, and a run without one has no bound. Null stands
 * for every version.
 */
export function describeVersions(offer: Offer, set: VersionSet): string | null {
  const runs = runsOf(offer, set);
  const [only] = runs;
  if (runs.length === 1 && only?.start === 0 && only.end === offer.absent) return null;
  const texts = runs.slice(0, MOST_RUNS).map((run) => describeRun(offer, run));
  if (runs.length > MOST_RUNS) texts.push(`${runs.length - MOST_RUNS} other ranges`);
  return texts.reverse().join(' or ');
}

interface Run {
  readonly start: number;
  readonly end: number;
}

function runsOf(offer: Offer, set: VersionSet): Run[] {
  const runs: Run[] = [];
  let start = -1;
  for (let position = 0; position <= offer.absent; position++) {
    const isIn = position < offer.absent && has(set, position);
    if (isIn && start === -1) start = position;
    if (isIn || start === -1) continue;
    runs.push({ start, end: position });
    start = -1;
  }
  return runs;
}

/** Positions run from the newest version to the oldest. */
function describeRun(offer: Offer, { start, end }: Run): string {
  const newest = offer.candidates[start]?.version ?? '';
  if (end - start === 1) return newest;
  const lower = end === offer.absent ? '' : `>=${offer.candidates[end - 1]?.version}`;
  const upper = start === 0 ? '' : `<${offer.candidates[start - 1]?.version}`;
  return [lower, upper].filter((bound) => bound !== '').join(' ');
}
