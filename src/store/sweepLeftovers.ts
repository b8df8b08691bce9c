import { join } from 'node:path';
import type { Clock } from '../io/clock.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { listIfThere } from '../io/listIfThere.ts';
import { isProcessAlive } from '../io/processes.ts';
import { removeReadOnlyTree } from '../io/removeReadOnlyTree.ts';
import { ownerOfTemporary } from '../io/temporaryDirectory.ts';
import { temporaryParent } from './storeLayout.ts';

const HOUR = 3_600_000;

/**
 * Removes what processes that died left half written. The hour is for processes of other machines
 * that share the disk, whose ids say nothing here.
 */
export function sweepLeftovers(fs: FileSystem, clock: Clock, root: string): void {
  const parent = temporaryParent(root);
  for (const { name } of listIfThere(fs, parent)) {
    const owner = ownerOfTemporary(name);
    if (owner === null || isProcessAlive(owner)) continue;
    const path = join(parent, name);
    const status = fs.lstat(path);
    if (status === undefined || clock.now() - status.mtimeMs <= HOUR) continue;
    removeIfPossible(fs, path);
  }
}

function removeIfPossible(fs: FileSystem, path: string): void {
  try {
    removeReadOnlyTree(fs, path);
  } catch {
    // Tidying up is a courtesy; what is being stored does not depend on it.
  }
}
