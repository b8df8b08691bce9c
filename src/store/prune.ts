import { join } from 'node:path';
import { codeOf } from '../errors/describeFailure.ts';
import type { Clock } from '../io/clock.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { makeTemporaryDirectory } from '../io/temporaryDirectory.ts';
import type { Integrity } from '../model/Integrity.ts';
import { listEntries } from './listEntries.ts';
import { type StoreEntry, temporaryParent } from './storeLayout.ts';

/** What a store is pruned with. */
export interface PruneServices {
  readonly fs: FileSystem;
  readonly clock: Clock;
}

const HOUR = 3_600_000;
const HALF_AN_HOUR = HOUR / 2;

/**
 * The entries that nobody is known to need: not kept, and neither written nor used for an hour,
 * because an install may be running whose lock is not yet written (reliability R06).
 */
export function findUnused(
  { fs, clock }: PruneServices,
  root: string,
  keep: (integrity: Integrity) => boolean,
): readonly StoreEntry[] {
  return listEntries(fs, root).filter((entry) => {
    if (keep(entry.integrity)) return false;
    const usedMs = fs.lstat(entry.directory)?.mtimeMs;
    return usedMs !== undefined && !isRecent(usedMs, clock.now());
  });
}

/** True for what was used within the hour, so that an install under way may count on it. */
export function isRecent(usedMs: number, now: number): boolean {
  return now - usedMs <= HOUR;
}

/** Removes entries, each by one rename first, so that no reader meets half of one. */
export function removeEntries(
  fs: FileSystem,
  root: string,
  entries: Iterable<StoreEntry>,
): readonly Integrity[] {
  const removed: Integrity[] = [];
  const temporary = makeTemporaryDirectory(fs, temporaryParent(root));
  try {
    for (const { integrity, directory } of entries) {
      if (movedAside(fs, directory, join(temporary.path, String(removed.length)))) {
        removed.push(integrity);
      }
    }
  } finally {
    temporary.remove();
  }
  return removed;
}

/** Notes that an entry is in use, at most twice an hour; a cache that may not be written stays usable. */
export function markUsed({ fs, clock }: PruneServices, entry: StoreEntry, usedMs: number): void {
  if (clock.now() - usedMs < HALF_AN_HOUR) return;
  try {
    fs.changeTimes(entry.directory, clock.now());
  } catch {
    // Only `findUnused` goes by it.
  }
}

function movedAside(fs: FileSystem, from: string, to: string): boolean {
  try {
    fs.rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
