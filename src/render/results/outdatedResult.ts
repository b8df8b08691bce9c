import { printable } from '../../errors/printable.ts';
import type { OutdatedResult, OutdatedSkill } from '../../operations/outdated/OutdatedResult.ts';
import { count } from '../count.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

const COLUMNS = [
  { title: 'SKILL' },
  { title: 'CURRENT' },
  { title: 'WANTED' },
  { title: 'LATEST' },
  { title: 'SOURCE', shrink: true },
];
const NOTE = { title: 'NOTE' };
const PSEUDO = /^0\.0\.0-\d{8}\./;

/**
 * What is not as new as it could be as a table, and a line that counts it. On a terminal the notes
 * stand below the table and commits are short, so that it fits. Problems went to stderr.
 */
export function renderOutdatedResult(
  { skills }: OutdatedResult,
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  const shown = skills.filter(
    ({ standing, reasons }) => standing !== 'current' || reasons.length > 0,
  );
  if (skills.length === 0) return 'Nothing to check: paks.toml lists no skills.';
  if (shown.length === 0) return `${count(skills.length, 'skill')} up to date.`;
  const isNarrow = options.width !== null;
  const columns = isNarrow ? COLUMNS : [...COLUMNS, NOTE];
  const rows = shown.map((skill) => row(skill, isNarrow));
  const below = isNarrow ? shown.flatMap((skill) => noteLine(skill, options.theme)) : [];
  return [renderTable(columns, rows, options), ...below, '', summary(skills)].join('\n');
}

function summary(skills: readonly OutdatedSkill[]): string {
  const news = skills.filter((skill) => skill.news).length;
  const unchecked = skills.filter(({ standing }) => standing === 'unchecked').length;
  const left = unchecked === 0 ? '' : `; ${unchecked} could not be checked`;
  const told = news === 0 ? 'nothing new to take' : `${news} with news`;
  return [`${count(skills.length, 'skill')}: ${told}${left}.`, ...nextSteps(skills)].join(' ');
}

/** What takes the news, as far as something does. */
function nextSteps(skills: readonly OutdatedSkill[]): readonly string[] {
  const movable = skills.some(({ standing }) => standing === 'update');
  const held = skills.some(({ news, standing }) => news && standing === 'held');
  return [
    ...(movable ? ['`paks update` takes what WANTED says; see it with `paks diff NAME`.'] : []),
    ...(held ? ['`paks update --latest` goes past the ranges of paks.toml.'] : []),
  ];
}

function row(skill: OutdatedSkill, isNarrow: boolean): readonly string[] {
  const { id, current, wanted, latest, source } = skill;
  const version = (text: string | null): string =>
    isNarrow ? (text ?? '-').replace(PSEUDO, '') : (text ?? '-');
  const versions = [current, wanted, latest].map(version);
  const cells = [id, ...versions, source.replace(/^(?:registry|git)\+(?:https:\/\/)?/, '')];
  return isNarrow ? cells : [...cells, notes(skill).join('; ')];
}

function noteLine(skill: OutdatedSkill, theme: Theme): readonly string[] {
  // The table's dashes and the last line say it already.
  const isTold = skill.standing === 'unchecked' && skill.reasons.length === 0;
  const told = isTold ? '' : printable(notes(skill).join('; '));
  return told === '' ? [] : [`  ${theme.name(skill.id)}: ${told}`];
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
