import { join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import { listIfThere } from '../io/listIfThere.ts';
import { isProcessAlive } from '../io/processes.ts';
import {
  makeTemporaryDirectory,
  ownerOfTemporary,
  type TemporaryDirectory,
} from '../io/temporaryDirectory.ts';

/**
 * Runs an action that counts on what the store holds, noted so that whoever empties the cache
 * meanwhile spares what was used lately. A cache that cannot be written is used without a note.
 */
export async function withLease<Result>(
  fs: FileSystem,
  cacheDirectory: string,
  action: () => Promise<Result>,
): Promise<Result> {
  const lease = take(fs, leasesDirectory(cacheDirectory));
  try {
    return await action();
  } finally {
    lease?.remove();
  }
}

/** True while some process of this machine runs such an action. */
export function isLeased(fs: FileSystem, cacheDirectory: string): boolean {
  return listIfThere(fs, leasesDirectory(cacheDirectory)).some(({ name }) => {
    const owner = ownerOfTemporary(name);
    return owner !== null && isProcessAlive(owner);
  });
}

function take(fs: FileSystem, parent: string): TemporaryDirectory | null {
  try {
    return makeTemporaryDirectory(fs, parent);
  } catch {
    return null;
  }
}

function leasesDirectory(cacheDirectory: string): string {
  return join(cacheDirectory, 'leases');
}
