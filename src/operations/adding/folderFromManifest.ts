import { relative, resolve, sep } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import { normalizeFolder } from '../../model/folderPath.ts';
import type { ProjectPlace } from '../../project/Project.ts';

/** An absolute folder as a manifest at `root` writes it. */
export function folderFromManifest(root: string, folder: string): string {
  const path = relative(root, folder).split(sep).join('/');
  return normalizeFolder(path === '' ? '.' : path) ?? folder;
}

/**
 * The directory of `--dir` as the manifest writes it: relative inside a project, absolute for personal
 * skills. Throws `USAGE` for one outside the project, which the project could not own.
 */
export function targetFromManifest(place: ProjectPlace, from: string, directory: string): string {
  const target = resolve(from, directory);
  if (place.scope === 'global') return normalizeFolder(target) ?? target;
  const path = folderFromManifest(place.root, target);
  if (path.startsWith('./') || path === '.') return path;
  throw new PaksError('USAGE', {
    message: `\`--dir ${directory}\` is outside the project \`${place.root}\``,
    hint: 'name a directory of the project, or add a personal skill with `-g`',
  });
}
