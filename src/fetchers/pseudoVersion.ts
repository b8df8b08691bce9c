import type { CommitId } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';

const SHORTEST = 7;

/**
 * The version shown for a commit that no tag names: `0.0.0-YYYYMMDD.SHA`, the date being the commit's
 * own in UTC. Seven digits of the id, more where a leading zero would make it no semantic version.
 */
export function pseudoVersion(commit: CommitId, committedAt: number): Version {
  const date = new Date(committedAt).toISOString().slice(0, 10).replaceAll('-', '');
  let length = SHORTEST;
  while (/^0\d+$/.test(commit.slice(0, length)) && length < commit.length) length++;
  return `0.0.0-${date}.${commit.slice(0, length)}` as Version;
}
