import { basename, dirname, join } from 'node:path';
import type { FileSystem } from './FileSystem.ts';

/** Where npm and its kin install packages. */
const MODULES = 'node_modules';

/**
 * The real directory of an installed npm package, as Node finds it from `start`: in `node_modules` there,
 * then in each folder above. The package may be a link (pnpm, workspaces); null where none is.
 */
export function findPackage(fs: FileSystem, start: string, name: string): string | null {
  for (let directory = start; ; directory = dirname(directory)) {
    if (basename(directory) !== MODULES) {
      const candidate = join(directory, MODULES, name);
      if (fs.stat(join(candidate, 'package.json'))?.isFile() === true) {
        return fs.realPath(candidate);
      }
    }
    if (dirname(directory) === directory) return null;
  }
}
