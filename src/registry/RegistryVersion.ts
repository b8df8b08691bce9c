import type { Integrity } from '../model/Integrity.ts';
import type { CommitId } from '../model/Locator.ts';
import type { Range, Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';

/** One version as a registry lists it: what resolving and locking need. */
export interface RegistryVersion {
  readonly version: Version;
  /** Milliseconds since the epoch, the registry's clock. */
  readonly publishedAt: number;
  readonly yanked: boolean;
  readonly dependencies: ReadonlyMap<SkillId, Range>;
  readonly integrity: Integrity;
  readonly repository: string;
  readonly tag: string;
  readonly commit: CommitId;
  /** Directory in the repository, '' for its root. */
  readonly path: string;
  /** Absent when the registry keeps no archives. */
  readonly archive?: { readonly url: string; readonly size: number } | undefined;
}
