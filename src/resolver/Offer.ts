import SemVer from 'semver/classes/semver.js';
import type { Dependency } from '../model/Dependency.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { Source } from '../model/Source.ts';
import { type KnownRange, positionsIn, type SortedVersions } from './KnownRange.ts';
import type { Candidate } from './Provider.ts';
import { add, contentKey, emptySet, isEmpty, type VersionSet } from './VersionSet.ts';

/** One skill from one source. Requirements agree only when they mean the same subject. */
export interface Subject {
  readonly id: SkillId;
  readonly source: Source;
}

/** Why the versions or the dependencies of a skill are not known. */
export type Unavailable =
  | { readonly kind: 'missing'; readonly suggestion?: string | undefined }
  | { readonly kind: 'offline' }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A version that exists but may not be chosen in this run. */
export interface HiddenVersion {
  readonly version: Version;
  readonly semver: SemVer;
  readonly why: 'yanked' | 'too-young';
}

/** What decides which of the listed versions may be chosen. */
export interface Visibility {
  /** Milliseconds; versions published later are hidden. Null hides none. */
  readonly publishedBefore: number | null;
  /** The lock that is to be kept: its version may be yanked, young, or no longer listed. */
  readonly locked: LockedSkill | null;
  /** A version that is never too young, because it was locked before. */
  readonly known: Version | null;
  /** The yanked version that an override names exactly. */
  readonly forced: string | null;
}

/**
 * The versions of one subject that may be chosen, newest first, and after them the position
 * "not selected". Turns ranges into sets of those positions; equal sets are the same object.
 */
export class Offer implements SortedVersions {
  readonly subject: Subject;
  readonly candidates: readonly Candidate[];
  readonly versions: readonly SemVer[];
  readonly hidden: readonly HiddenVersion[];
  readonly stable: VersionSet;
  readonly prereleases: readonly number[];
  /** Position of the locked version, -1 without one. */
  readonly locked: number;
  /** Nobody was asked: only the locked version stands here. */
  readonly isClosed: boolean;
  readonly problem: Unavailable | null;
  readonly #byRange = new Map<KnownRange, VersionSet>();
  readonly #byContent = new Map<string, VersionSet>();

  constructor(
    subject: Subject,
    parts: {
      readonly candidates: readonly Candidate[];
      readonly hidden?: readonly HiddenVersion[];
      readonly locked: Version | null;
      readonly isClosed?: boolean;
      readonly problem?: Unavailable | null;
    },
  ) {
    this.subject = subject;
    const parsed = parts.candidates.map((candidate) => new SemVer(candidate.version));
    const order = parsed.map((_, index) => index);
    order.sort((left, right) => descending(parsed[left], parsed[right]));
    this.candidates = order.flatMap((index) => parts.candidates[index] ?? []);
    this.versions = order.flatMap((index) => parsed[index] ?? []);
    this.hidden = parts.hidden ?? [];
    this.locked = this.candidates.findIndex((candidate) => candidate.version === parts.locked);
    this.isClosed = parts.isClosed ?? false;
    this.problem = parts.problem ?? null;
    this.stable = emptySet(this.size);
    const prereleases: number[] = [];
    for (const [position, version] of this.versions.entries()) {
      if (version.prerelease.length === 0) add(this.stable, position);
      else prereleases.push(position);
    }
    this.prereleases = prereleases;
  }

  /** Positions of the universe. */
  get size(): number {
    return this.candidates.length + 1;
  }

  /** The position that stands for "not selected". */
  get absent(): number {
    return this.candidates.length;
  }

  /** Whether the source offers one state of its own and no numbered versions. */
  get isPinned(): boolean {
    const { source } = this.subject;
    if (source.kind === 'git') return source.reference.kind !== 'versions';
    return source.kind === 'path' || source.kind === 'npm';
  }

  /** Whether nothing but prereleases may be chosen. */
  get hasOnlyPrereleases(): boolean {
    return isEmpty(this.stable);
  }

  /** Whether the candidate is the locked version that was to be kept. */
  isLockKept(candidate: Candidate): boolean {
    return this.candidates[this.locked] === candidate;
  }

  /** The versions a range admits. `*` takes prereleases where nothing else exists, and the lock. */
  matching(range: KnownRange): VersionSet {
    const cached = this.#byRange.get(range);
    if (cached !== undefined) return cached;
    const set = this.#unique(this.#positions(range));
    this.#byRange.set(range, set);
    return set;
  }

  #positions(range: KnownRange): VersionSet {
    const admitted = positionsIn(range, this);
    if (!range.isAny) return admitted;
    if (this.hasOnlyPrereleases) for (const position of this.prereleases) add(admitted, position);
    if (this.locked >= 0) add(admitted, this.locked);
    return admitted;
  }

  #unique(set: VersionSet): VersionSet {
    const key = contentKey(set);
    const known = this.#byContent.get(key);
    if (known !== undefined) return known;
    this.#byContent.set(key, set);
    return set;
  }
}

/** An offer of everything a source listed that may be chosen. The order of the list is of no matter. */
export function openOffer(
  subject: Subject,
  listed: readonly Candidate[],
  visibility: Visibility,
): Offer {
  const candidates = new Map<Version, Candidate>();
  const hidden = new Map<Version, HiddenVersion>();
  for (const candidate of listed) {
    const why = reasonToHide(candidate, visibility);
    if (why === null) candidates.set(candidate.version, candidate);
    else {
      const semver = new SemVer(candidate.version);
      hidden.set(candidate.version, { version: candidate.version, semver, why });
    }
  }
  const { locked } = visibility;
  if (locked !== null && !candidates.has(locked.version)) {
    candidates.set(locked.version, lockedCandidate(locked));
  }
  return new Offer(subject, {
    candidates: [...candidates.values()],
    hidden: [...hidden.values()].sort((left, right) => descending(left.semver, right.semver)),
    locked: locked?.version ?? null,
  });
}

/** An offer of the locked version alone, with the edges the lock remembers. */
export function closedOffer(subject: Subject, locked: LockedSkill): Offer {
  return new Offer(subject, {
    candidates: [lockedCandidate(locked)],
    locked: locked.version,
    isClosed: true,
  });
}

/** What remains when nobody can list the versions: the lock that is to be kept, or nothing. */
export function unlistedOffer(
  subject: Subject,
  problem: Unavailable,
  locked: LockedSkill | null,
): Offer {
  const candidates = locked === null ? [] : [lockedCandidate(locked)];
  return new Offer(subject, { candidates, locked: locked?.version ?? null, problem });
}

function reasonToHide(candidate: Candidate, visibility: Visibility): HiddenVersion['why'] | null {
  if (candidate.version === visibility.locked?.version) return null;
  if (candidate.yanked && candidate.version !== visibility.forced) return 'yanked';
  const { publishedBefore } = visibility;
  if (publishedBefore === null || candidate.publishedAt === null) return null;
  if (candidate.version === visibility.known) return null;
  return candidate.publishedAt > publishedBefore ? 'too-young' : null;
}

function lockedCandidate(locked: LockedSkill): Candidate {
  const dependencies: readonly Dependency[] = locked.dependencies;
  return { version: locked.version, yanked: false, publishedAt: null, dependencies };
}

function descending(left: SemVer | undefined, right: SemVer | undefined): number {
  if (left === undefined || right === undefined) return 0;
  return right.compare(left);
}
