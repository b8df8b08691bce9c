import type { ListedSkill, ListResult } from '../../operations/list.ts';
import type { OtherSkill } from '../../operations/list/otherSkills.ts';
import { printable } from '../../errors/printable.ts';
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
const IN = 4;
const NOWHERE = 'not installed';

/** A branch's pseudo-version begins like this; what follows is the commit. */
const PSEUDO = /^0\.0\.0-\d{8}\./;

/**
 * The skills as a table, and what is not as it should be in the last column. On a terminal what all have
 * in common stands once below, and commits and addresses are short, so that it fits.
 */
export function renderListResult(
  result: ListResult,
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  const { skills, others } = result;
  if (skills.length === 0 && others.length === 0) {
    return 'No skills are installed here. Add one with `paks add account/name`.';
  }
  const isNarrow = options.width !== null;
  const rows = [...skills.map((skill) => row(skill, isNarrow)), ...others.map(otherRow)];
  const [place = '', ...differing] = [...new Set(rows.map((cells) => cells[IN] ?? ''))];
  if (!isNarrow || differing.length > 0) return renderTable(COLUMNS, rows, options);
  const without = <Cell>(cells: readonly Cell[]) => cells.filter((_, index) => index !== IN);
  const table = renderTable(without(COLUMNS), rows.map(without), options);
  const below = `${rows.length === 1 ? 'It is' : 'All are'} ${place === NOWHERE ? '' : 'in '}${printable(place)}.`;
  return `${table}\n\n${below}`;
}

/** A skill that Paks has nothing to do with. */
function otherRow({ name, directory }: OtherSkill): readonly string[] {
  return [name, '', '', '', parentOf(directory), 'not from paks'];
}

function row(skill: ListedSkill, isNarrow: boolean): readonly string[] {
  const { directories } = skill;
  const parents = [...new Set(directories.map(({ directory }) => parentOf(directory)))];
  const source = skill.source.replace(/^(?:registry|path|git)\+/, '');
  return [
    skill.id,
    isNarrow ? skill.version.replace(PSEUDO, '') : skill.version,
    skill.requirement ?? '',
    isNarrow ? source.replace(/^https:\/\//, '').replace(/(?:\.git)?(?:#.*)?$/, '') : source,
    parents.length === 0 ? NOWHERE : parents.join(', '),
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
