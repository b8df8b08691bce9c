import type { ForeignHash } from '../../imports/ImportReading.ts';
import type { CommitId } from '../../model/Locator.ts';
import type { ManifestSkill } from '../../model/Manifest.ts';

/** A skill of another tool's file as a line of a manifest, with what that tool had locked. */
export interface ImportedEntry {
  readonly skill: ManifestSkill;
  readonly commit: CommitId | null;
  readonly hash: ForeignHash | null;
}
