import type { Lockfile } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { InstallWarning } from './InstallResult.ts';

/** How free settling a lock is. */
export interface SettleOptions {
  /** Resolving is forbidden: a lock that does not answer the manifest is an error. */
  readonly frozen: boolean;
  /** Skills that may move although the lock still fits. */
  readonly unlock: ReadonlySet<SkillId> | 'all';
  readonly acceptMovedTag: boolean;
}

/** A lock that answers the manifest; the integrity of what must still be read is null. */
export interface SettledLock {
  readonly lockfile: Lockfile;
  readonly resolved: boolean;
  readonly warnings: readonly InstallWarning[];
}
