import { dirname, join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import type { ProjectPlace, ProjectScope } from './Project.ts';

/** The manifest's file name. */
export const MANIFEST_FILE = 'paks.toml';

/** The lockfile's name, beside the manifest. */
export const LOCK_FILE = 'paks.lock';

/** Where a project keeps what Paks installed; never committed. */
const STATE_DIRECTORY = '.paks';

/** The files of a project below its root. */
export function projectPlace(root: string, scope: ProjectScope): ProjectPlace {
  return {
    root,
    scope,
    manifest: join(root, MANIFEST_FILE),
    lock: join(root, LOCK_FILE),
    state: join(root, STATE_DIRECTORY),
  };
}

/** The nearest directory at or above `start` that holds a `paks.toml` (or another file), or null. */
export function findProjectRoot(
  fs: FileSystem,
  start: string,
  file = MANIFEST_FILE,
): string | null {
  let directory = start;
  for (;;) {
    if (fs.stat(join(directory, file))?.isFile() === true) return directory;
    const parent = dirname(directory);
    if (parent === directory) return null;
    directory = parent;
  }
}
