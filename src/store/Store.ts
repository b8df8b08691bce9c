import type { Integrity } from '../model/Integrity.ts';
import type { SkillFile, SkillTree } from '../model/SkillTree.ts';

/** How a skill gets from the store into an agent's directory. */
export type LinkMode = 'auto' | 'symlink';

/**
 * Content-addressed, shared by all projects of a user, read-only once written, and safe for
 * concurrent processes: an entry appears by one rename or not at all.
 */
export interface Store {
  /** True when the entry is there and complete; bytes are checked by `import` and `materialize`. */
  has(integrity: Integrity): Promise<boolean>;
  /**
   * Writes a verified tree (limits and paths are `ingest`'s business) and returns its hash. An entry
   * that exists and is whole is kept; a damaged one is replaced. Throws `INTEGRITY_MISMATCH` before
   * anything is visible when `expected` is another hash.
   */
  import(tree: SkillTree, expected: Integrity | null): Promise<Integrity>;
  /**
   * Fills a directory that does not exist yet with the skill's files, verifying every byte.
   * Throws `INTEGRITY_MISMATCH` when the entry is damaged; the caller fetches again.
   */
  materialize(integrity: Integrity, directory: string, mode: LinkMode): Promise<void>;
  /** The files of an entry, in hash order. */
  read(integrity: Integrity): AsyncIterable<SkillFile>;
}
