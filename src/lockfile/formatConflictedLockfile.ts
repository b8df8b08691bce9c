import type { LockedSkill, Lockfile } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import { formatLockedSkill, formatLockfile } from './formatLockfile.ts';
import type { MergedLockfile } from './mergeLockfiles.ts';

/**
 * The text of a merge: canonical where the sides agree, with git's conflict markers (the common base
 * between them) around each skill on which they do not. `resolveConflictedLockfile` reads it back. A
 * merge without conflicts is plainly its lockfile.
 */
export function formatConflictedLockfile(merged: MergedLockfile, base: Lockfile): string {
  const conflicts = new Map(merged.conflicts.map((conflict) => [conflict.id, conflict]));
  const before = new Map(base.skills.map((skill) => [skill.id, skill]));
  const head = formatLockfile({ skills: [] });
  const parts = merged.lockfile.skills.map((skill) => {
    const conflict = conflicts.get(skill.id);
    if (conflict === undefined) return formatLockedSkill(skill);
    return hunk({
      ours: blockOf(conflict.ours),
      base: blockOf(before.get(skill.id) ?? null),
      theirs: blockOf(conflict.theirs),
    });
  });
  return [head, ...parts].join('\n');
}

/** Two whole texts that cannot be merged, as one conflict. */
export function conflictOfTexts(ours: string, theirs: string): string {
  return hunk({ ours: wholeLines(ours), base: null, theirs: wholeLines(theirs) });
}

/** The skills on which a merge could not decide. */
export function conflictedSkills({ conflicts }: MergedLockfile): readonly SkillId[] {
  return conflicts.map(({ id }) => id);
}

interface Hunk {
  readonly ours: string;
  readonly base: string | null;
  readonly theirs: string;
}

function hunk({ ours, base, theirs }: Hunk): string {
  const middle = base === null ? '' : `||||||| base\n${base}`;
  return `<<<<<<< ours\n${ours}${middle}=======\n${theirs}>>>>>>> theirs\n`;
}

function blockOf(skill: LockedSkill | null): string {
  return skill === null ? '' : formatLockedSkill(skill);
}

function wholeLines(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
