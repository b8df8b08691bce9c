import type { Dependency } from './Dependency.ts';
import type { Locator } from './Locator.ts';

/** One `[[skill]]` block: the locator and the edges it was resolved with. */
export interface LockedSkill extends Locator {
  /** Sorted by id. */
  readonly dependencies: readonly Dependency[];
}

/** `paks.lock` as data; `skills` are sorted by id and each id stands once. */
export interface Lockfile {
  readonly skills: readonly LockedSkill[];
}

/** The newest lockfile format this version of Paks reads and writes. */
export const LOCKFILE_VERSION = 1;
