import type Comparator from 'semver/classes/comparator.js';
import SemverRange from 'semver/classes/range.js';
import type SemVer from 'semver/classes/semver.js';
import type { Range } from '../model/Range.ts';
import { add, has, intersection, spanSet, union, type VersionSet } from './VersionSet.ts';

/** The versions that a range is applied to, newest first. */
export interface SortedVersions {
  /** Positions of the universe: the versions and "not selected". */
  readonly size: number;
  readonly versions: readonly SemVer[];
  /** The positions without a prerelease tag. */
  readonly stable: VersionSet;
  /** All other positions but "not selected". */
  readonly prereleases: readonly number[];
}

/** A range, parsed once however many skills it is applied to. */
export interface KnownRange {
  readonly text: Range;
  /** The range is `*` or has it as an alternative. */
  readonly isAny: boolean;
  /** The one version that the range names, as text; null for any other range. */
  readonly exact: string | null;
  readonly alternatives: readonly (readonly Comparator[])[];
}

/** Parses a range that {@link Range} has already validated. */
export function knownRange(text: Range): KnownRange {
  const alternatives = new SemverRange(text).set;
  const only = alternatives.length === 1 ? alternatives[0] : undefined;
  const first = only?.length === 1 ? only[0] : undefined;
  const isAny = alternatives.some((all) => all.every((comparator) => boundOf(comparator) === null));
  const isExact = first !== undefined && !isAny && first.operator === '';
  return { text, isAny, exact: isExact ? first.semver.version : null, alternatives };
}

/**
 * The positions of the versions that the range admits, exactly as `semver.satisfies` decides: a
 * prerelease only where a comparator of the same alternative names one of the same triple. Both ends
 * are found by binary search.
 */
export function positionsIn(range: KnownRange, sorted: SortedVersions): VersionSet {
  let result: VersionSet | null = null;
  for (const comparators of range.alternatives) {
    const admitted = positionsOfAll(comparators, sorted);
    result = result === null ? admitted : union(result, admitted);
  }
  return result ?? spanSet(sorted.size, 0, 0);
}

/** Whether the range admits one version, exactly as `semver.satisfies` decides. */
export function admits(range: KnownRange, version: SemVer): boolean {
  const stable = spanSet(2, 0, version.prerelease.length === 0 ? 1 : 0);
  const prereleases = version.prerelease.length === 0 ? [] : [0];
  return has(positionsIn(range, { size: 2, versions: [version], stable, prereleases }), 0);
}

function positionsOfAll(comparators: readonly Comparator[], sorted: SortedVersions): VersionSet {
  let start = 0;
  let end = sorted.versions.length;
  for (const comparator of comparators) {
    const bound = boundOf(comparator);
    if (bound === null) continue;
    switch (comparator.operator) {
      case '>=':
        end = Math.min(end, firstBelow(sorted.versions, bound));
        break;
      case '>':
        end = Math.min(end, firstNotAbove(sorted.versions, bound));
        break;
      case '<=':
        start = Math.max(start, firstNotAbove(sorted.versions, bound));
        break;
      case '<':
        start = Math.max(start, firstBelow(sorted.versions, bound));
        break;
      default:
        start = Math.max(start, firstNotAbove(sorted.versions, bound));
        end = Math.min(end, firstBelow(sorted.versions, bound));
    }
  }
  const admitted = intersection(spanSet(sorted.size, start, end), sorted.stable);
  for (const position of sorted.prereleases) {
    const version = sorted.versions[position];
    if (version === undefined || position < start || position >= end) continue;
    if (comparators.some((comparator) => invites(comparator, version))) add(admitted, position);
  }
  return admitted;
}

/** The version a comparator compares with; null for the one that admits everything. */
function boundOf(comparator: Comparator): SemVer | null {
  return comparator.value === '' ? null : comparator.semver;
}

/** Whether the comparator names a prerelease of the very triple of this one. */
function invites(comparator: Comparator, prerelease: SemVer): boolean {
  const bound = boundOf(comparator);
  return bound !== null && bound.prerelease.length > 0 && bound.compareMain(prerelease) === 0;
}

/** The first position (newest first) whose version is lower than the bound. */
function firstBelow(versions: readonly SemVer[], bound: SemVer): number {
  return partition(versions, (version) => version.compare(bound) < 0);
}

/** The first position (newest first) whose version is the bound or lower. */
function firstNotAbove(versions: readonly SemVer[], bound: SemVer): number {
  return partition(versions, (version) => version.compare(bound) <= 0);
}

function partition(versions: readonly SemVer[], isBehind: (version: SemVer) => boolean): number {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const version = versions[middle];
    if (version !== undefined && isBehind(version)) high = middle;
    else low = middle + 1;
  }
  return low;
}
