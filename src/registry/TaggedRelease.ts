import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';

/** A release as a registry is told of it. */
export interface TaggedRelease {
  /** Where the registry fetches from. */
  readonly repository: string;
  readonly tag: string;
  /** Directory in the repository, '' for its root. */
  readonly directory: string;
  /** Whose skill it becomes; null for the token's own account. */
  readonly account: string | null;
}

/** A release as a registry recorded it. */
export interface IndexedVersion {
  readonly id: SkillId;
  readonly version: Version;
  /** Where people see it. Foreign text. */
  readonly url: string;
  /** False where that very content was indexed before. */
  readonly created: boolean;
  /** Foreign text. */
  readonly warnings: readonly string[];
  /** Skills that it depends on and the registry does not know. */
  readonly unknownDependencies: readonly SkillId[];
}
