import { printable } from '../../errors/printable.ts';
import type { CacheArea } from '../../operations/cache/cacheAreas.ts';
import type { CacheDirResult } from '../../operations/cache/cacheDir.ts';
import type { CleanCacheResult } from '../../operations/cache/cleanCache.ts';
import type { PruneCacheResult } from '../../operations/cache/pruneCache.ts';
import type { VerifyCacheResult } from '../../operations/cache/verifyCache.ts';
import { count } from '../count.ts';
import { formatBytes } from '../formatBytes.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

interface CacheOptions {
  readonly theme: Theme;
  readonly width: number | null;
}

const COLUMNS = [
  { title: 'CACHED' },
  { title: 'ENTRIES', align: 'right' },
  { title: 'SIZE', align: 'right' },
] as const;

/** Where the cache is, and what is in it. */
export function renderCacheSizes(
  { directory, areas }: Pick<CacheDirResult, 'directory' | 'areas'>,
  options: CacheOptions,
): string {
  return `${options.theme.strong(printable(directory))}\n\n${renderTable(COLUMNS, areas.map(areaRow), options)}`;
}

function areaRow({ name, entries, bytes }: CacheArea): readonly string[] {
  return [name, String(entries), formatBytes(bytes)];
}

/** What was there, and what went. */
export function renderCleanedCache(result: CleanCacheResult, options: CacheOptions): string {
  const { bytes, dryRun, kept } = result;
  const done = `${dryRun ? 'Would drop' : 'Dropped'} ${formatBytes(bytes)}.`;
  const stays =
    kept === 0 ? [] : [`${count(kept, 'skill')} ${kept === 1 ? 'stays' : 'stay'}: in use.`];
  const last = bytes === 0 && kept === 0 ? ['The cache is empty.'] : [done, ...stays];
  return [renderCacheSizes(result, options), '', ...last].join('\n');
}

/** What nobody needed. */
export function renderPrunedCache(result: PruneCacheResult, _options: CacheOptions): string {
  const { bytes, dryRun, removed, answers, kept, projects } = result;
  const left = `${count(kept, 'skill')} kept for ${count(projects, 'known project')}.`;
  if (removed.length + answers === 0) return `Nothing to drop. ${left}`;
  const verb = dryRun ? 'Would drop' : 'Dropped';
  const old = answers === 0 ? '' : ` and ${count(answers, 'old answer')}`;
  return `${verb} ${count(removed.length, 'skill')}${old}: ${formatBytes(bytes)}. ${left}`;
}

/** Whether everything is what it should be. */
export function renderVerifiedCache(result: VerifyCacheResult, { theme }: CacheOptions): string {
  const { checked, bytes, damaged, dryRun } = result;
  const sum = `${count(checked, 'skill')} checked, ${formatBytes(bytes)}`;
  if (damaged.length === 0) return `${sum}: all are what their hashes say.`;
  const lines = damaged.map(({ problem }) => `${theme.problem('damaged')}  ${printable(problem)}`);
  const then = dryRun ? 'run `paks cache verify` to drop them' : 'dropped; they are fetched anew';
  return [...lines, `${sum}: ${damaged.length} damaged, ${then}.`].join('\n');
}
