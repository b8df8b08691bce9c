import { printable, printableLines } from '../../errors/printable.ts';
import type {
  InfoResult,
  SkillInfo,
  VersionLine,
  VersionsInfo,
} from '../../operations/info/InfoResult.ts';
import { formatBytes } from '../formatBytes.ts';
import { formatCount } from '../formatCount.ts';
import { formatDate } from '../formatDate.ts';
import { paragraph } from '../paragraph.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';
import { installedText } from './installedText.ts';

const LABEL = 13;
const MOST_VERSIONS = 10;
const COLUMNS = [
  { title: 'VERSION' },
  { title: 'DATE' },
  { title: 'NOTE' },
  { title: 'CHANGES', shrink: true },
] as const;

/** How to print it. */
export interface InfoStyle {
  readonly theme: Theme;
  readonly width: number | null;
}

/** A skill as labelled lines, with its `SKILL.md` below where that was asked for; or its versions. */
export function renderInfoResult(result: InfoResult, style: InfoStyle): string {
  return result.kind === 'versions' ? versionTable(result, style) : skillText(result, style);
}

function versionTable({ id, registry, versions }: VersionsInfo, style: InfoStyle): string {
  if (versions.length === 0) return `${printable(id)} has no versions in registry ${registry}.`;
  return renderTable(COLUMNS, versions.map(versionRow), style);
}

function versionRow({ version, publishedAt, yanked, changelog }: VersionLine): readonly string[] {
  return [version, formatDate(publishedAt), yanked ? 'yanked' : '', summaryOf(changelog)];
}

/** The first line of a changelog that says something. */
function summaryOf(changelog: string | null): string {
  const lines = (changelog ?? '').split('\n').map((line) => line.replace(/^[#\s*-]+/, '').trim());
  return lines.find((line) => line !== '') ?? '';
}

function skillText(info: SkillInfo, { theme, width }: InfoStyle): string {
  const title = `${theme.name(printable(info.id))} ${theme.strong(printable(info.version ?? ''))}`;
  const rows = rowsOf(info).flatMap(([label, value]) => {
    if (value === null || value.trim() === '') return [];
    const indent = ' '.repeat(LABEL);
    const text = paragraph(value, { width, indent }).slice(LABEL);
    return [`${theme.faint(`${label}:`.padEnd(LABEL))}${text}`];
  });
  const description = info.description ?? '';
  const parts = [
    title.trimEnd(),
    ...(description.trim() === '' ? [] : [paragraph(description, { width })]),
    '',
    ...rows,
    ...(info.readme === null ? [] : ['', wholeText(info.readme)]),
  ];
  return parts.join('\n');
}

type Row = readonly [label: string, value: string | null];

function rowsOf(info: SkillInfo): readonly Row[] {
  const { registry, size, fileCount, dependencies, authors, commit, tag } = info;
  return [
    ['Status', info.kind === 'folder' ? null : installedText(info)],
    ['Yanked', registry?.yanked === true ? 'yes: only locks that have it keep it' : null],
    ['Source', sourceText(info)],
    ['Commit', commit === null ? null : `${commit}${tag === null ? '' : ` (${tag})`}`],
    ['Publisher', publisherText(info)],
    ['Authors', authors.join(', ')],
    ['Licence', info.license],
    ['Repository', info.repository],
    ['Homepage', info.homepage],
    [
      'Downloads',
      registry &&
        `${formatCount(registry.downloads)} (${formatCount(registry.recentDownloads)} in the last 30 days)`,
    ],
    ['Published', registry && publishedText(registry)],
    ['Changes', registry?.changelog ?? null],
    [
      'Size',
      size === null
        ? null
        : `${formatBytes(size)} in ${formatCount(fileCount ?? 0)} file${fileCount === 1 ? '' : 's'}`,
    ],
    ['Files', info.files === null ? null : info.files.map(({ path }) => path).join(', ')],
    ['Needs', dependencies.map(({ id, range }) => `${id} ${range}`).join(', ')],
    ['Tools', info.allowedTools.join(', ')],
    ['Works with', info.compatibility],
    ['Categories', info.categories.join(', ')],
    ['Keywords', info.keywords.join(', ')],
    ['Versions', versionsText(info)],
  ];
}

function sourceText({ source, registry }: SkillInfo): string {
  if (registry === null) return source.replace(/^(?:git|path)\+/, '');
  return `registry ${registry.name}${registry.visibility === 'private' ? ' (private)' : ''}`;
}

function publisherText({ registry }: SkillInfo): string | null {
  if (registry === null) return null;
  const { name, url } = registry.publisher;
  return url === null ? name : `${name} (${url})`;
}

function publishedText(registry: NonNullable<SkillInfo['registry']>): string {
  const { firstPublished, lastUpdated, publishedAt } = registry;
  const own = publishedAt === null ? '' : `${formatDate(publishedAt)}; `;
  return `${own}first ${formatDate(firstPublished)}, last updated ${formatDate(lastUpdated)}`;
}

function versionsText({ id, registry }: SkillInfo): string | null {
  const versions = registry?.versions ?? null;
  if (versions === null) return null;
  const shown = versions.slice(0, MOST_VERSIONS).map(({ version, publishedAt, yanked }) => {
    return `${version} (${formatDate(publishedAt)}${yanked ? ', yanked' : ''})`;
  });
  const more = versions.length - shown.length;
  const rest = more > 0 ? [`and ${formatCount(more)} more: paks info ${id} --versions`] : [];
  return [...shown, ...rest].join(', ');
}

/** A document of somebody else's: its lines stay, what could act on a terminal is named. */
function wholeText(text: string): string {
  return printableLines(text.replaceAll('\r\n', '\n')).trimEnd();
}
