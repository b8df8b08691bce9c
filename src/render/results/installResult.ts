import type { InstallResult } from '../../operations/InstallResult.ts';
import { count } from '../count.ts';
import { printable } from '../../errors/printable.ts';
import type { Theme } from '../theme.ts';
import { renderChange } from './skillChange.ts';

/**
 * What an install changed, most telling line last; `detailsOf` adds lines below a change. Warnings went
 * to stderr while it ran.
 */
export function renderInstallResult(
  result: InstallResult,
  theme: Theme,
  detailsOf: (id: string) => readonly string[] = () => [],
): string {
  if (result.upToDate || isNothing(result)) return upToDate(result);
  return [
    ...result.changes.flatMap((change) => [renderChange(change, theme), ...detailsOf(change.id)]),
    summary(result),
  ].join('\n');
}

/** The first lock of a project that lists no skills is no news. */
function isNothing({ skills, changes, directories }: InstallResult): boolean {
  return skills === 0 && changes.length === 0 && directories.length === 0;
}

function upToDate(result: InstallResult): string {
  return result.skills === 0
    ? 'Nothing to install: paks.toml lists no skills.'
    : `${count(result.skills, 'skill')} up to date.`;
}

function summary(result: InstallResult): string {
  const written = result.directories.filter(
    ({ kind }) => kind === 'created' || kind === 'replaced',
  );
  const removed = result.directories.filter(({ kind }) => kind === 'removed');
  const kept = result.directories.filter(({ kind }) => kind === 'kept');
  const parts = [
    written.length > 0 ? writtenText(written.map(({ directory }) => directory)) : '',
    removed.length > 0 ? `${removed.length} removed` : '',
    kept.length > 0 ? `${kept.length} kept as you edited ${kept.length === 1 ? 'it' : 'them'}` : '',
    result.lockfile === 'written' ? 'paks.lock updated' : '',
  ].filter((part) => part !== '');
  const done = parts.length === 0 ? 'nothing else to do' : parts.join(', ');
  const would = result.dryRun ? 'Dry run, nothing was changed: ' : '';
  const agents = result.agents.length === 0 ? '' : ` for ${result.agents.join(', ')}`;
  return `${would}${count(result.skills, 'skill')}${agents}; ${done}.`;
}

/** Where skills were put: the one directory, or the agents' directories that several are in. */
function writtenText(directories: readonly string[]): string {
  const [only = ''] = directories;
  if (directories.length === 1) return `1 directory written (${printable(only)})`;
  const parents = [...new Set(directories.map((path) => path.replace(/[\\/][^\\/]*$/, '')))];
  const more = parents.length > MOST_PARENTS ? [`${parents.length - MOST_PARENTS} more`] : [];
  const places = [...parents.slice(0, MOST_PARENTS), ...more].map(printable).join(', ');
  return `${count(directories.length, 'directory', 'directories')} written (in ${places})`;
}

const MOST_PARENTS = 4;
