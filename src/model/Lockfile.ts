import type { Dependency } from './Dependency.ts';
import type { Integrity } from './Integrity.ts';
import type { Locator } from './Locator.ts';

/** A patch of the project's own over a locked skill. */
export interface LockedPatch {
  /** Of the bytes of the patch file. */
  readonly file: Integrity;
  /** The content hash of the patched skill: what is installed. */
  readonly result: Integrity;
}

/** One `[[skill]]` block: the locator and the edges it was resolved with. */
export interface LockedSkill extends Locator {
  /** Sorted by id. */
  readonly dependencies: readonly Dependency[];
  /** `integrity` stays that of the original: what its source has to serve. */
  readonly patch?: LockedPatch | undefined;
}

/** The content hash of what is installed of a locked skill; null for a folder of the project's own. */
export function installedContent({ integrity, patch }: LockedSkill): Integrity | null {
  return patch?.result ?? integrity;
}

/** `paks.lock` as data; `skills` are sorted by id and each id stands once. */
export interface Lockfile {
  readonly skills: readonly LockedSkill[];
}

/** The newest lockfile format this version of Paks reads and writes. */
export const LOCKFILE_VERSION = 1;
