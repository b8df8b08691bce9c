import { dirname, join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';

/** The manifest's file name. */
export const MANIFEST_FILE = 'paks.toml';

/** The lockfile's name, beside the manifest. */
export const LOCK_FILE = 'paks.lock';

/** Where a project keeps what Paks installed; never committed. */
export const STATE_DIRECTORY = '.paks';

/** The nearest directory at or above `start` that holds a `paks.toml`, or null. */
export function findProjectRoot(fs: FileSystem, start: string): string | null {
  let directory = start;
  for (;;) {
    if (fs.stat(join(directory, MANIFEST_FILE))?.isFile() === true) return directory;
    const parent = dirname(directory);
    if (parent === directory) return null;
    directory = parent;
  }
}
