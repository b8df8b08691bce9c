import { join } from 'node:path';
import { codeOf } from '../../errors/describeFailure.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { makeTemporaryDirectory } from '../../io/temporaryDirectory.ts';
import { isLeased } from '../../store/leases.ts';
import { entryBytes, listEntries } from '../../store/listEntries.ts';
import { isRecent, removeEntries } from '../../store/prune.ts';
import type { StoreEntry } from '../../store/storeLayout.ts';
import { sweepLeftovers } from '../../store/sweepLeftovers.ts';
import { confirmOrRefuse } from '../confirmOrRefuse.ts';
import type { Services } from '../Services.ts';
import {
  answersDirectory,
  type CacheArea,
  measureCache,
  repositoriesDirectory,
  storeRoot,
} from './cacheAreas.ts';
import { neededByProjects } from './neededByProjects.ts';

/** What `paks cache clean` drops, or with `--dry-run` would drop. */
export interface CleanCacheResult {
  readonly directory: string;
  readonly dryRun: boolean;
  readonly bytes: number;
  /** The cache before. */
  readonly areas: readonly CacheArea[];
  /** Skills that stay: agents read them in the store itself, or an install under way may. */
  readonly kept: number;
}

/** How to go about it; `describe` words the question for a person. */
export interface CleanCacheInput {
  readonly dryRun: boolean;
  readonly describe: (bytes: number) => string;
}

/**
 * Empties the cache, but for skills that projects link to (`link = "symlink"`) and, while an install
 * runs, those used within the hour. Asks first, with the size. Throws `ANSWER_NEEDED` where nobody can
 * be asked, and `INTERRUPTED` for a no.
 */
export async function cleanCache(
  { dryRun, describe }: CleanCacheInput,
  services: Services,
): Promise<CleanCacheResult> {
  const { fileSystem: fs, clock, config } = services;
  const directory = config.cacheDirectory;
  const areas = measureCache(fs, directory);
  const { drop, kept } = chooseEntries(services);
  const bytes =
    drop.reduce((sum, entry) => sum + entryBytes(fs, entry), 0) +
    areas.reduce((sum, { name, bytes: size }) => sum + (isListing(name) ? size : 0), 0);
  const result = { directory, dryRun, bytes, areas, kept };
  if (dryRun || bytes === 0) return result;
  const refusal = `dropping ${describe(bytes)} needs a yes`;
  await confirmOrRefuse(services, { question: `Drop ${describe(bytes)}?`, refusal });
  // Chosen anew: an install may have begun while the question stood.
  removeEntries(fs, storeRoot(directory), chooseEntries(services).drop);
  dropWhole(fs, directory, [answersDirectory(directory), repositoriesDirectory(directory)]);
  for (const root of [directory, storeRoot(directory)]) sweepLeftovers(fs, clock, root);
  return result;
}

function isListing(name: CacheArea['name']): boolean {
  return name === 'answers' || name === 'repositories';
}

function chooseEntries({ fileSystem: fs, clock, config }: Services): {
  readonly drop: readonly StoreEntry[];
  readonly kept: number;
} {
  const directory = config.cacheDirectory;
  const { linked } = neededByProjects(fs, directory);
  const isInUse = isLeased(fs, directory);
  const entries = listEntries(fs, storeRoot(directory));
  const drop = entries.filter((entry) => {
    const usedMs = fs.lstat(entry.directory)?.mtimeMs ?? 0;
    return !linked.has(entry.integrity) && !(isInUse && isRecent(usedMs, clock.now()));
  });
  return { drop, kept: entries.length - drop.length };
}

/** Out of sight by a rename first: who writes there meanwhile starts a new directory. */
function dropWhole(fs: FileSystem, directory: string, parts: readonly string[]): void {
  const temporary = makeTemporaryDirectory(fs, join(directory, 'tmp'));
  try {
    for (const [index, part] of parts.entries()) {
      try {
        fs.rename(part, join(temporary.path, String(index)));
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
      }
    }
  } finally {
    temporary.remove();
  }
}
