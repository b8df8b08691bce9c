import { setImmediate as nextTurn } from 'node:timers/promises';
import { isPaksError } from '../../errors/PaksError.ts';
import type { Integrity } from '../../model/Integrity.ts';
import { verifyEntry } from '../../store/entryFiles.ts';
import { entryBytes, listEntries } from '../../store/listEntries.ts';
import { removeEntries } from '../../store/prune.ts';
import type { Services } from '../Services.ts';
import { storeRoot } from './cacheAreas.ts';

/** A cached skill that is not what its hash says. */
export interface DamagedEntry {
  readonly integrity: Integrity;
  readonly problem: string;
  /** It is gone, and is fetched again when it is next needed. */
  readonly dropped: boolean;
}

/** What `paks cache verify` found. */
export interface VerifyCacheResult {
  readonly directory: string;
  readonly dryRun: boolean;
  readonly checked: number;
  readonly bytes: number;
  readonly damaged: readonly DamagedEntry[];
}

/** Hashes every file of the store, and drops each skill that is not what it was (threat T13). */
export async function verifyCache(
  { dryRun }: { readonly dryRun: boolean },
  services: Services,
): Promise<VerifyCacheResult> {
  const { fileSystem: fs, config, signal } = services;
  const root = storeRoot(config.cacheDirectory);
  const damaged: DamagedEntry[] = [];
  let bytes = 0;
  const entries = listEntries(fs, root);
  for (const entry of entries) {
    signal.throwIfAborted();
    await nextTurn();
    bytes += entryBytes(fs, entry);
    try {
      verifyEntry(fs, entry);
    } catch (error) {
      if (!isPaksError(error) || error.code !== 'INTEGRITY_MISMATCH') throw error;
      // One that another process has just dropped is not damaged.
      if (fs.lstat(entry.directory) === undefined) continue;
      if (!dryRun) removeEntries(fs, root, [entry]);
      damaged.push({ integrity: entry.integrity, problem: error.message, dropped: !dryRun });
    }
  }
  return { directory: config.cacheDirectory, dryRun, checked: entries.length, bytes, damaged };
}
