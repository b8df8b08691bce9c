import type { CommitId } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';

const SHORTEST = 7;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9999, 11, 31);

/**
 * The version shown for a commit that no tag names: `0.0.0-YYYYMMDD.SHA`, the date being the commit's
 * own in UTC, which is only its author's word: one that no calendar holds becomes the nearest that
 * does. Seven digits of the id, more where a leading zero would make it no semantic version.
 */
export function pseudoVersion(commit: CommitId, committedAt: number): Version {
  const time = Math.min(Math.max(committedAt, EARLIEST), LATEST);
  const date = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
  return `0.0.0-${date}.${shortId(commit)}` as Version;
}

/** An id of nothing but digits after a zero (one in ten thousand million) is told apart by a letter. */
function shortId(commit: CommitId): string {
  let length = SHORTEST;
  while (/^0\d+$/.test(commit.slice(0, length))) {
    if (length === commit.length) return `g${commit}`;
    length++;
  }
  return commit.slice(0, length);
}
