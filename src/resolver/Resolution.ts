import type { Reporter } from '../events/Reporter.ts';
import type { Dependency } from '../model/Dependency.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { ProjectDependency } from '../model/ManifestPin.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { Source } from '../model/Source.ts';

/** What a resolution starts from. */
export interface ResolveInput {
  /** What the manifest asks for; two entries for one id must both be met, and so must each pin. */
  readonly roots: readonly ProjectDependency[];
  /** Replace every requirement on their ids, the manifest's own included. */
  readonly overrides: readonly Dependency[];
  /** The lock, with its edges; each id stands once. */
  readonly locked: readonly LockedSkill[];
  /** What may leave its locked version behind: nothing for `install`, names or all for `update`. */
  readonly unlock: ReadonlySet<SkillId> | 'all';
  /** Milliseconds; versions published later are hidden unless locked. Null hides none. */
  readonly publishedBefore: number | null;
  readonly signal?: AbortSignal | undefined;
  readonly reporter: Reporter;
}

/** One chosen version. */
export interface ResolvedSkill {
  readonly id: SkillId;
  readonly version: Version;
  readonly source: Source;
  /** As the version itself declares them, sorted by id; overrides are not applied. */
  readonly dependencies: readonly Dependency[];
  /** False also where the lock sufficed and nobody was asked. */
  readonly yanked: boolean;
  /** An entry of `[overrides]` chose it. */
  readonly overridden: boolean;
  /** The lock holds what the manifest pins, and that is what stays. */
  readonly pinned: boolean;
  /** The version and source are those of the lock. */
  readonly wasLocked: boolean;
}

/** Something the user should hear about a resolution that worked. */
export interface ResolutionNote {
  readonly kind:
    | 'release-age'
    | 'override-contradicts-manifest'
    | 'override-unused'
    | 'pinned-kept'
    | 'yanked-kept'
    | 'prerelease-only'
    | 'lock-unchecked';
  readonly id: SkillId;
  /** One lower-case sentence. */
  readonly message: string;
}

/** One version of every reachable skill. */
export interface Resolution {
  /** Sorted by id. */
  readonly skills: ReadonlyMap<SkillId, ResolvedSkill>;
  /** Sorted by id, then kind. */
  readonly notes: readonly ResolutionNote[];
}
