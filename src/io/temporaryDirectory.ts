import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FileSystem } from './FileSystem.ts';
import { onExit } from './onExit.ts';
import { ownProcessId } from './processes.ts';
import { removeReadOnlyTree } from './removeReadOnlyTree.ts';

/** A directory of our own until `remove` is called or the process exits. */
export interface TemporaryDirectory {
  readonly path: string;
  /** Removes it with all it holds. Never throws: what cannot go now is swept by a later run. */
  remove(): void;
}

/** The owner in the name of a {@link makeTemporaryDirectory}. */
const OWNED_NAME = /^(\d+)-[0-9a-f]{12}$/;

/** Makes an empty directory `<process id>-<random>` with mode 0700 in `parent`, which is made too. */
export function makeTemporaryDirectory(fs: FileSystem, parent: string): TemporaryDirectory {
  const path = join(parent, `${ownProcessId()}-${randomBytes(6).toString('hex')}`);
  fs.makeDirectories(parent, 0o700);
  fs.makeDirectory(path, 0o700);
  const removeTree = (): void => removeReadOnlyTree(fs, path);
  const withdraw = onExit(removeTree);
  return {
    path,
    remove: () => {
      withdraw();
      quietly(removeTree);
    },
  };
}

/** The id of the process that made a directory of this name, or null for any other name. */
export function ownerOfTemporary(name: string): number | null {
  const id = OWNED_NAME.exec(name)?.[1];
  return id === undefined ? null : Number(id);
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // Litter must not turn what was done into a failure, nor hide why something failed.
  }
}
