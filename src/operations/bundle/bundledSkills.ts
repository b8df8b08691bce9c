import type { LockedSkill } from '../../model/Lockfile.ts';

/** The skills whose content a bundle of this lock holds: all but the project's own folders. */
export function bundledSkills(locked: readonly LockedSkill[]): readonly LockedSkill[] {
  return locked.filter(({ pin }) => pin.kind !== 'path');
}
