import type { Gains } from '../diff/gainsOf.ts';
import type { InstallResult } from '../InstallResult.ts';

/** Who asks for a skill, and with which range: `paks.toml` or another skill. */
export interface AllowedBy {
  readonly by: string;
  readonly range: string;
}

/** A requirement of `paks.toml` that `--latest` rewrote. */
export interface RaisedRequirement {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** One skill that was updated, beyond what every install says of it. */
export interface UpdateMove {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** A new tag or commit over the very same files. */
  readonly sameContent: boolean;
  /** The requirements that let it move. */
  readonly allowedBy: readonly AllowedBy[];
  /** Counts of files, and what the new ones can newly do; null where either content is not at hand. */
  readonly review: MoveReview | null;
}

/** What there is to review in an update. */
export interface MoveReview {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly gains: Gains;
}

/** What `paks update` did, or with `--dry-run` would do. */
export interface UpdateResult extends InstallResult {
  /** Sorted by id. */
  readonly moves: readonly UpdateMove[];
  readonly raised: readonly RaisedRequirement[];
}
