import type { ListedSkill, ListResult } from '../../operations/list.ts';
import type { OtherSkill } from '../../operations/list/otherSkills.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

const COLUMNS = [
  { title: 'SKILL' },
  { title: 'VERSION' },
  { title: 'WANTED', shrink: true },
  { title: 'SOURCE', shrink: true },
  { title: 'IN', shrink: true },
  { title: 'NOTE', shrink: true },
] as const;

/** The skills as a table, and what is not as it should be in the last column. */
export function renderListResult(
  result: ListResult,
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  const { skills, others } = result;
  if (skills.length === 0 && others.length === 0) return 'No skills are installed here.';
  return renderTable(COLUMNS, [...skills.map(row), ...others.map(otherRow)], options);
}

/** A skill that Paks has nothing to do with. */
function otherRow({ name, directory }: OtherSkill): readonly string[] {
  return [name, '', '', '', parentOf(directory), 'not from paks'];
}

function row(skill: ListedSkill): readonly string[] {
  const { directories } = skill;
  const parents = directories.map(({ directory }) => parentOf(directory));
  return [
    skill.id,
    skill.version,
    skill.requirement ?? '',
    skill.source.replace(/^(?:registry|path|git)\+/, ''),
    parents.length === 0 ? 'not installed' : parents.join(', '),
    notes(skill).join(', '),
  ];
}

function parentOf(directory: string): string {
  return directory.replace(/\/[^/]+$/, '');
}

function notes(skill: ListedSkill): readonly string[] {
  const { requiredBy, requirement, group, overridden, pin, patched, directories } = skill;
  return [
    ...(requirement === null ? [neededBy(requiredBy)] : []),
    ...(group === null ? [] : [`group ${group}`]),
    ...(overridden ? ['overridden'] : []),
    ...(pin === null ? [] : [pin.reason === null ? 'pinned' : `pinned: ${pin.reason}`]),
    ...(patched ? ['patched'] : []),
    ...(directories.some(({ state }) => state === 'changed') ? ['edited'] : []),
    ...(directories.some(({ state }) => state === 'missing') ? ['missing: run paks install'] : []),
  ];
}

function neededBy(skills: readonly string[]): string {
  return skills.length === 0 ? 'no longer needed' : `for ${skills.join(', ')}`;
}
