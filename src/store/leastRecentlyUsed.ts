import type { FileSystem } from '../io/FileSystem.ts';
import type { Integrity } from '../model/Integrity.ts';
import { entryBytes, listEntries } from './listEntries.ts';
import { isRecent, type PruneServices } from './prune.ts';
import type { StoreEntry } from './storeLayout.ts';

/**
 * The entries to drop so that a store has at most `maxBytes`: those used longest ago first, never one
 * that is kept or was used within the hour, so that more may stay than asked for.
 */
export function leastRecentlyUsed(
  services: PruneServices,
  root: string,
  limit: { readonly maxBytes: number; readonly keep: (integrity: Integrity) => boolean },
): readonly StoreEntry[] {
  const { fs, clock } = services;
  const entries = listEntries(fs, root).map((entry) => measured(fs, entry));
  let excess = entries.reduce((sum, { bytes }) => sum + bytes, 0) - limit.maxBytes;
  const dropped: StoreEntry[] = [];
  for (const { entry, bytes, usedMs } of entries.sort((a, b) => a.usedMs - b.usedMs)) {
    if (excess <= 0) break;
    if (isRecent(usedMs, clock.now()) || limit.keep(entry.integrity)) continue;
    dropped.push(entry);
    excess -= bytes;
  }
  return dropped;
}

function measured(fs: FileSystem, entry: StoreEntry) {
  const usedMs = fs.lstat(entry.directory)?.mtimeMs ?? 0;
  return { entry, bytes: entryBytes(fs, entry), usedMs };
}
