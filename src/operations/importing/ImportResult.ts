import type { Unmatched } from '../../imports/ImportReading.ts';
import type { InstallWarning } from '../InstallResult.ts';

/** One skill that was taken over, or was in the manifest already (`kept`). */
export interface ImportedResult {
  readonly id: string;
  readonly state: 'added' | 'kept';
  readonly source: string;
  readonly version: string;
  /** Null for what is not in git. */
  readonly commit: string | null;
  /** Against the hash the other tool had; `unchecked` where it had none that can be compared. */
  readonly content: 'same' | 'different' | 'unchecked';
}

/** A name that the manifest has for another source, or that two skills of the file would take. */
export interface ImportConflict {
  readonly id: string;
  readonly present: string;
  readonly imported: string;
}

/** What `paks import` took over, or with `--dry-run` would. */
export interface ImportResult {
  readonly root: string;
  readonly dryRun: boolean;
  readonly from: string;
  readonly file: string;
  readonly manifest: 'written' | 'unchanged';
  readonly lockfile: 'written' | 'unchanged';
  readonly skills: readonly ImportedResult[];
  readonly conflicts: readonly ImportConflict[];
  /** What Paks has no equivalent for; the rest was taken over. */
  readonly unmatched: readonly Unmatched[];
  readonly warnings: readonly InstallWarning[];
}
