import type { Integrity } from '../../model/Integrity.ts';
import type { FileChange } from './compareFiles.ts';
import type { Gains } from './gainsOf.ts';

/** One of the two things that are compared. */
export interface DiffSide {
  /** As it was asked for: `installed`, `locked`, `latest`, a version, tag, branch or commit. */
  readonly name: string;
  /** `local` for a folder of the project's own. */
  readonly version: string;
  /** Null where it does not come from git. */
  readonly commit: string | null;
  readonly integrity: Integrity;
  /** The directory that was read, for `installed`; relative to the root where inside. */
  readonly directory: string | null;
}

/** What changes from one content of a skill to another. */
export interface DiffResult {
  readonly id: string;
  readonly from: DiffSide;
  readonly to: DiffSide;
  /** The very same files, whatever version, tag or commit they have. */
  readonly same: boolean;
  /** Sorted by path. */
  readonly files: readonly FileChange[];
  readonly gains: Gains;
}
