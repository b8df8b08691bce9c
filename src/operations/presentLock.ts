import { PaksError } from '../errors/PaksError.ts';
import type { LockState, Project } from '../project/Project.ts';

/**
 * The lock of a project that has one without conflicts; `purpose` says what for, as in "no `paks.lock`
 * to audit". Throws `LOCKFILE_MISSING` or `LOCKFILE_CONFLICT`.
 */
export function presentLock(
  { lock }: Project,
  purpose: string,
): Extract<LockState, { readonly kind: 'present' }> {
  switch (lock.kind) {
    case 'present':
      return lock;
    case 'absent':
      throw new PaksError('LOCKFILE_MISSING', {
        message: `there is no \`paks.lock\` to ${purpose}`,
        hint: 'run `paks install`',
      });
    case 'conflict':
      throw new PaksError('LOCKFILE_CONFLICT', {
        message: '`paks.lock` has conflict markers',
        hint: 'run `paks install`, which resolves them',
      });
  }
}
