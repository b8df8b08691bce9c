import type { Integrity } from '../model/Integrity.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';

/**
 * How far a release went: only shown; tagged here; pushed too; indexed by a registry too; or taken back.
 */
export type PublishStatus = 'planned' | 'tagged' | 'pushed' | 'published' | 'aborted';

/** One file of a release. */
export interface PublishedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly mode: '755' | '644';
}

/** One release. */
export interface PublishResult {
  readonly status: PublishStatus;
  readonly name: string;
  readonly version: string;
  /** What `SKILL.md` said before; null for nothing. */
  readonly from: string | null;
  readonly tag: string;
  /** The tag's message; null for a lightweight tag, and where the tag was there already. */
  readonly message: string | null;
  /** What is tagged; null where nothing is yet. */
  readonly commit: string | null;
  /** Root of the repository. */
  readonly root: string;
  /** Directory of the skill in it, '' for the root. */
  readonly directory: string;
  /** Null where nothing is pushed. */
  readonly remote: string | null;
  readonly branch: string | null;
  /** Null where no registry is told. */
  readonly registry: RegistryName | null;
  /** `account/name`; null until a registry has it. */
  readonly id: SkillId | null;
  /** Where people see it. Foreign text. */
  readonly url: string | null;
  readonly integrity: Integrity | null;
  readonly files: readonly PublishedFile[];
  /** What a dry run would do, for a POSIX shell in `root`. */
  readonly commands: readonly string[];
  /** What `--abort` took back, in words. */
  readonly undone: readonly string[];
  readonly warnings: readonly string[];
}
