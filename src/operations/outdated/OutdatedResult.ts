import type { ErrorCode } from '../../errors/catalog.ts';

/**
 * How a skill stands. `update`: `paks update` brings something new. `held`: something newer exists that
 * is not taken. `same-content`: a newer tag or commit with the very same files. `missing`: asked for but
 * not locked. `unneeded`: locked, but nothing asks for it any more. `moved`: its tag is no longer what
 * was locked. `unchecked`: nobody could be asked, or no update of the project has a solution.
 */
export type SkillStanding =
  | 'current'
  | 'update'
  | 'held'
  | 'same-content'
  | 'missing'
  | 'unneeded'
  | 'moved'
  | 'unchecked';

/** Why a newer version is not taken, or what else there is to know. */
export interface StandingReason {
  readonly kind:
    | 'pinned'
    | 'override'
    | 'manifest'
    | 'requirement'
    | 'reference'
    | 'release-age'
    | 'yanked'
    | 'conflict'
    | 'unlisted';
  /** A short clause that names the version or requirement; may hold foreign text. */
  readonly message: string;
}

/** One skill of the lock beside what its source offers. Versions as `paks list` shows them. */
export interface OutdatedSkill {
  readonly id: string;
  /** Null for one that is asked for but not locked. */
  readonly current: string | null;
  /** What `paks update` would lock; null where that could not be found out. */
  readonly wanted: string | null;
  /** The newest that was not yanked, whatever asks for less; null where the source could not say. */
  readonly latest: string | null;
  readonly source: string;
  /** The manifest's range; null for a dependency of others. */
  readonly requirement: string | null;
  readonly group: string | null;
  readonly requiredBy: readonly string[];
  readonly standing: SkillStanding;
  /** Something that a person should look at: then the command ends with 1. */
  readonly news: boolean;
  readonly reasons: readonly StandingReason[];
}

/** Something that could not be checked, or must not be taken. */
export interface OutdatedProblem {
  /** The skills it concerns; empty where it concerns the project as a whole. */
  readonly skills: readonly string[];
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What `paks outdated` found; nothing was written. */
export interface OutdatedResult {
  readonly root: string;
  /** Sorted by id. */
  readonly skills: readonly OutdatedSkill[];
  readonly problems: readonly OutdatedProblem[];
}
