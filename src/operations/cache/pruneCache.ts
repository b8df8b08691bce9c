import { basename, dirname } from 'node:path';
import type { Integrity } from '../../model/Integrity.ts';
import { leastRecentlyUsed } from '../../store/leastRecentlyUsed.ts';
import { entryBytes, listEntries } from '../../store/listEntries.ts';
import { findUnused, removeEntries } from '../../store/prune.ts';
import type { StoreEntry } from '../../store/storeLayout.ts';
import { sweepLeftovers } from '../../store/sweepLeftovers.ts';
import type { InstallWarning } from '../InstallResult.ts';
import type { Services } from '../Services.ts';
import { answersDirectory, filesBelow, repositoriesDirectory, storeRoot } from './cacheAreas.ts';
import { neededByProjects, type ProjectNeeds } from './neededByProjects.ts';

/** What `paks cache prune` drops, or with `--dry-run` would drop. */
export interface PruneCacheResult {
  readonly directory: string;
  readonly dryRun: boolean;
  readonly bytes: number;
  readonly removed: readonly Integrity[];
  readonly kept: number;
  /** Answers and listings that nobody asked for in a month. */
  readonly answers: number;
  readonly projects: number;
  readonly warnings: readonly InstallWarning[];
}

/** An answer that was not confirmed for so long serves nobody, not even offline. */
const MONTH = 30 * 86_400_000;

/**
 * Drops what no known project's lock mentions, and of the rest what was used longest ago where the
 * store exceeds `cache-max-size`; never what was used within the hour or is linked to.
 */
export async function pruneCache(
  { dryRun }: { readonly dryRun: boolean },
  services: Services,
): Promise<PruneCacheResult> {
  const { fileSystem: fs, clock, config } = services;
  const directory = config.cacheDirectory;
  const root = storeRoot(directory);
  const needs = neededByProjects(fs, directory);
  const drop = chooseEntries(services, needs);
  const old = oldFiles(services, needs);
  const sizes = [
    ...drop.map((entry) => entryBytes(fs, entry)),
    ...old.map((path) => fs.lstat(path)?.size ?? 0),
  ];
  const kept = listEntries(fs, root).length - drop.length;
  if (!dryRun) {
    removeEntries(fs, root, drop);
    for (const path of [...old, ...needs.stale]) fs.removeTree(path);
    for (const swept of [directory, root]) sweepLeftovers(fs, clock, swept);
  }
  for (const warning of needs.warnings) services.reporter.report({ type: 'warning', ...warning });
  return {
    directory,
    dryRun,
    bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
    removed: drop.map(({ integrity }) => integrity),
    kept,
    answers: old.length,
    projects: needs.projects,
    warnings: needs.warnings,
  };
}

function chooseEntries(services: Services, needs: ProjectNeeds): readonly StoreEntry[] {
  const { fileSystem: fs, clock, config } = services;
  const root = storeRoot(config.cacheDirectory);
  const unused = findUnused({ fs, clock }, root, (integrity) => needs.integrities.has(integrity));
  if (config.cacheMaxSize === undefined) return unused;
  const gone = new Set(unused.map(({ integrity }) => integrity));
  const freed = unused.reduce((sum, entry) => sum + entryBytes(fs, entry), 0);
  const over = leastRecentlyUsed({ fs, clock }, root, {
    maxBytes: config.cacheMaxSize + freed,
    keep: (integrity) => gone.has(integrity) || needs.linked.has(integrity),
  });
  return [...unused, ...over];
}

function oldFiles({ fileSystem: fs, clock, config }: Services, needs: ProjectNeeds) {
  const isOld = (path: string): boolean =>
    clock.now() - (fs.lstat(path)?.mtimeMs ?? clock.now()) > MONTH;
  const commitOf = (path: string): string => `${basename(dirname(path))}${basename(path)}`;
  return [
    ...filesBelow(fs, answersDirectory(config.cacheDirectory)).filter(isOld),
    ...filesBelow(fs, repositoriesDirectory(config.cacheDirectory)).filter(
      (path) => isOld(path) && !needs.commits.has(commitOf(path)),
    ),
  ];
}
