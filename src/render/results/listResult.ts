import type { ListedSkill, ListResult } from '../../operations/list.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

const COLUMNS = [
  { title: 'SKILL' },
  { title: 'VERSION' },
  { title: 'SOURCE', shrink: true },
  { title: 'IN', shrink: true },
  { title: 'NOTE', shrink: true },
] as const;

/** The skills as a table, and what is not as it should be in the last column. */
export function renderListResult(
  result: ListResult,
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  if (result.skills.length === 0) return 'No skills are installed here.';
  return renderTable(COLUMNS, result.skills.map(row), options);
}

function row(skill: ListedSkill): readonly string[] {
  const { directories } = skill;
  const parents = directories.map(({ directory }) => directory.replace(/\/[^/]+$/, ''));
  return [
    skill.id,
    skill.version,
    skill.source.replace(/^registry\+/, ''),
    parents.length === 0 ? 'not installed' : parents.join(', '),
    notes(skill).join(', '),
  ];
}

function notes(skill: ListedSkill): readonly string[] {
  const { requiredBy, requirement, group, overridden, patched, directories } = skill;
  return [
    ...(requirement === null ? [neededBy(requiredBy)] : []),
    ...(group === null ? [] : [`group ${group}`]),
    ...(overridden ? ['overridden'] : []),
    ...(patched ? ['patched'] : []),
    ...(directories.some(({ state }) => state === 'changed') ? ['edited'] : []),
    ...(directories.some(({ state }) => state === 'missing') ? ['missing: run paks install'] : []),
  ];
}

function neededBy(skills: readonly string[]): string {
  return skills.length === 0 ? 'no longer needed' : `for ${skills.join(', ')}`;
}
