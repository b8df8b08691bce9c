import type { OutdatedResult, OutdatedSkill } from '../../operations/outdated/OutdatedResult.ts';
import { count } from '../count.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

const COLUMNS = [
  { title: 'SKILL' },
  { title: 'CURRENT', shrink: true },
  { title: 'WANTED', shrink: true },
  { title: 'LATEST', shrink: true },
  { title: 'SOURCE', shrink: true },
  { title: 'NOTE', shrink: true },
] as const;

/** What is not as new as it could be as a table, and a line that counts it. Problems went to stderr. */
export function renderOutdatedResult(
  { skills }: OutdatedResult,
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  const shown = skills.filter(
    ({ standing, reasons }) => standing !== 'current' || reasons.length > 0,
  );
  const news = skills.filter((skill) => skill.news).length;
  const unchecked = skills.filter(({ standing }) => standing === 'unchecked').length;
  const left = unchecked === 0 ? '' : `; ${unchecked} could not be checked`;
  if (shown.length === 0) return `${count(skills.length, 'skill')} up to date.`;
  const table = renderTable(COLUMNS, shown.map(row), options);
  const told = news === 0 ? 'nothing new to take' : `${news} with news`;
  return `${table}\n\n${count(skills.length, 'skill')}: ${told}${left}.`;
}

function row(skill: OutdatedSkill): readonly string[] {
  const { id, current, wanted, latest, source } = skill;
  const dash = (text: string | null): string => text ?? '-';
  const place = source.replace(/^registry\+/, '');
  return [id, dash(current), dash(wanted), dash(latest), place, notes(skill).join('; ')];
}

function notes({ standing, reasons }: OutdatedSkill): readonly string[] {
  const told = reasons.map(({ message }) => message);
  switch (standing) {
    case 'current':
    case 'update':
    case 'held':
      return told;
    case 'same-content':
      return ['same content, nothing to review', ...told];
    case 'missing':
      return ['not in paks.lock: run paks install', ...told];
    case 'unneeded':
      return ['no longer needed', ...told];
    case 'moved':
      return ['its tag moved', ...told];
    case 'unchecked':
      return ['could not be checked', ...told];
  }
}
