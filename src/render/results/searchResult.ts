import { printable } from '../../errors/printable.ts';
import type { ListedFind, SearchResult } from '../../operations/search.ts';
import { count } from '../count.ts';
import { formatCount } from '../formatCount.ts';
import { formatDate } from '../formatDate.ts';
import { paragraph } from '../paragraph.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

const COLUMNS = [
  { title: 'SKILL' },
  { title: 'VERSION' },
  { title: 'DOWNLOADS', align: 'right' },
  { title: 'DESCRIPTION', shrink: true },
] as const;

/** How to print what was found; `detailed` gives each skill its whole description. */
export interface SearchStyle {
  readonly theme: Theme;
  readonly width: number | null;
  readonly detailed: boolean;
}

/** A page of skills as a table or in detail, and where in all of them it lies. */
export function renderSearchResult(result: SearchResult, style: SearchStyle): string {
  if (result.skills.length === 0) return nothingFound(result);
  const { theme } = style;
  const body = style.detailed
    ? result.skills.map((skill) => detail(skill, style)).join('\n\n')
    : renderTable(COLUMNS, result.skills.map(row), { ...style, rule: true });
  return `${body}\n\n${theme.faint(place(result))}`;
}

function row({ id, version, downloads, description }: ListedFind): readonly string[] {
  return [id, version, formatCount(downloads), description.trim()];
}

function detail(skill: ListedFind, { theme, width }: SearchStyle): string {
  const { id, version, description, downloads, updatedAt, license, categories, keywords } = skill;
  const indent = '  ';
  const facts = [
    `${formatCount(downloads)} download${downloads === 1 ? '' : 's'}`,
    `updated ${formatDate(updatedAt)}`,
    ...(license === null ? [] : [license]),
  ];
  const lists = [
    ...(categories.length === 0 ? [] : [`categories: ${categories.join(', ')}`]),
    ...(keywords.length === 0 ? [] : [`keywords: ${keywords.join(', ')}`]),
  ];
  return [
    `${theme.name(printable(id))} ${printable(version)}`,
    paragraph(description, { width, indent }),
    ...[facts.join(' · '), ...lists].map((line) => theme.faint(paragraph(line, { width, indent }))),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** `34 skills; page 1 of 2, the next with --page 2`. */
function place({ total, page, pages }: SearchResult): string {
  const all = `${formatCount(total)} skill${total === 1 ? '' : 's'}`;
  if (pages <= 1) return all;
  const next = page < pages ? `, the next with --page ${page + 1}` : '';
  return `${all}; page ${formatCount(page)} of ${formatCount(pages)}${next}`;
}

function nothingFound(result: SearchResult): string {
  const { query, filters, total, page, pages } = result;
  if (total > 0) {
    const verb = pages === 1 ? 'is' : 'are';
    return `Page ${page} is empty: there ${verb} ${count(pages, 'page')} with ${count(total, 'skill')}.`;
  }
  const wanted = [
    ...(query === '' ? [] : [`\`${query}\``]),
    ...Object.entries(filters).flatMap(([name, value]) =>
      value === null ? [] : [`${name} \`${value}\``],
    ),
  ];
  const asked = wanted.length === 0 ? '' : ` for ${printable(wanted.join(', '))}`;
  const hint =
    wanted.length > 1
      ? 'Leave out a filter, or search for fewer words.'
      : 'Try another word: names, descriptions and keywords are searched.';
  return `No skills found${asked}.${wanted.length === 0 ? '' : `\n${hint}`}`;
}
