import { diffLockfiles } from '../lockfile/diffLockfiles.ts';
import { sourceOf } from '../model/Locator.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import { sourceKey } from '../model/Source.ts';
import type { SkillChange } from './InstallResult.ts';

/** What moved between two locks, sorted by id. A change that is in the details only is left out. */
export function describeLockChanges(
  from: readonly LockedSkill[],
  to: readonly LockedSkill[],
): readonly SkillChange[] {
  const { added, removed, changed } = diffLockfiles({ skills: from }, { skills: to });
  const changes: SkillChange[] = [
    ...added.map((skill) => change(skill, { kind: 'added', from: null, to: shown(skill) })),
    ...removed.map((skill) => change(skill, { kind: 'removed', from: shown(skill), to: null })),
    ...changed
      .filter(({ kind }) => kind !== 'details')
      .map((moved) =>
        change(moved.to, { kind: 'updated', from: shown(moved.from), to: shown(moved.to) }),
      ),
  ];
  return changes.sort((left, right) => (left.id < right.id ? -1 : 1));
}

function change(skill: LockedSkill, how: Pick<SkillChange, 'kind' | 'from' | 'to'>): SkillChange {
  return { id: skill.id, ...how, source: sourceKey(sourceOf(skill.pin)) };
}

function shown({ version, pin }: LockedSkill): string {
  return pin.kind === 'path' ? 'local' : version;
}
