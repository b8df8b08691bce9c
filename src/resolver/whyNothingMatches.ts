import SemverRange from 'semver/classes/range.js';
import type { Version } from '../model/Range.ts';
import type { NoMatch } from './Incompatibility.ts';
import { admits, type KnownRange } from './KnownRange.ts';
import type { Offer } from './Offer.ts';
import { firstOf } from './VersionSet.ts';

/** Why an offer has no version for a range that it does not match. */
export function whyNothingMatches(offer: Offer, range: KnownRange): NoMatch {
  if (offer.problem !== null) return offer.problem;
  const locked = offer.candidates[0];
  if (offer.isClosed && locked !== undefined) return { kind: 'locked', version: locked.version };
  for (const why of ['too-young', 'yanked'] as const) {
    const found = offer.hidden.find((each) => each.why === why && admits(range, each.semver));
    if (found !== undefined) return { kind: `only-${why}`, newest: found.version };
  }
  const prerelease = newestFittingPrerelease(offer, range);
  if (prerelease !== null) return { kind: 'only-prereleases', newest: prerelease };
  return { kind: 'no-match', newest: newestOf(offer) };
}

function newestFittingPrerelease(offer: Offer, range: KnownRange): Version | null {
  const loose = new SemverRange(range.text, { includePrerelease: true });
  const position = offer.prereleases.find((index) => loose.test(offer.versions[index] ?? ''));
  return position === undefined ? null : (offer.candidates[position]?.version ?? null);
}

function newestOf(offer: Offer): Version | null {
  const stable = firstOf(offer.stable);
  return offer.candidates[Math.max(stable, 0)]?.version ?? null;
}
