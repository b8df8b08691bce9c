import parseVersion from 'semver/functions/parse.js';
import compareVersions from 'semver/functions/compare.js';
import type { Version } from '../../model/Range.ts';
import type { Candidate } from '../../resolver/Provider.ts';

/** The newest of what a source offers, and what was left out on the way to it. */
export interface Newest {
  /** Not yanked; stable where anything stable is. Null where everything was yanked. */
  readonly latest: Version | null;
  /** As `latest`, and old enough. */
  readonly usable: Version | null;
  /** Newer than `latest`, but yanked. */
  readonly yanked: Version | null;
}

/** Looks for it. `publishedBefore` is in milliseconds; null takes versions of any age. */
export function newestOf(candidates: readonly Candidate[], publishedBefore: number | null): Newest {
  const sorted = candidates.toSorted((left, right) => compareVersions(right.version, left.version));
  const offered = sorted.filter(({ yanked }) => !yanked);
  const stable = offered.filter(({ version }) => isStable(version));
  const choice = stable.length > 0 ? stable : offered;
  const latest = choice[0]?.version ?? null;
  const isOld = ({ publishedAt }: Candidate): boolean =>
    publishedBefore === null || publishedAt === null || publishedAt <= publishedBefore;
  const isAhead = ({ version }: Candidate): boolean =>
    latest === null || compareVersions(version, latest) > 0;
  return {
    latest,
    usable: choice.find(isOld)?.version ?? null,
    yanked: sorted.find((each) => each.yanked && isAhead(each))?.version ?? null,
  };
}

function isStable(version: Version): boolean {
  return parseVersion(version)?.prerelease.length === 0;
}
