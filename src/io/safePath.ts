import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { codeOf } from '../errors/describeFailure.ts';
import { PaksError } from '../errors/PaksError.ts';
import { splitSkillPath } from '../model/skillPath.ts';
import type { FileSystem } from './FileSystem.ts';

/**
 * The only way foreign text becomes a path on this disk (threat T01): judged segment by segment,
 * joined, and checked again to be below `root`. Throws `UNSAFE_PATH` or `LIMIT_EXCEEDED`.
 */
export function pathUnder(root: string, path: string): string {
  const joined = join(root, ...splitSkillPath(path));
  if (isUnder(root, joined)) return joined;
  throw new PaksError('UNSAFE_PATH', { message: `path \`${path}\` leaves \`${root}\`` });
}

/** True when `path` names something inside `root`, judged by the text of both; not for `root` itself. */
export function isUnder(root: string, path: string): boolean {
  const between = relative(root, path);
  return between !== '' && !isAbsolute(between) && between.split(sep)[0] !== '..';
}

/**
 * Throws `UNSAFE_TARGET` when a directory between `root` and `target` is a link that leaves `root`
 * (threat T02): a repository could point `.claude/skills` at the user's home. Directories that do not
 * exist yet are fine, and so are links that stay inside.
 */
export function refuseEscapingParents(fs: FileSystem, root: string, target: string): void {
  if (!isUnder(root, target)) {
    throw new PaksError('UNSAFE_TARGET', { message: `\`${target}\` is not inside \`${root}\`` });
  }
  const between = relative(root, dirname(target));
  let parent = root;
  for (const segment of between === '' ? [] : between.split(sep)) {
    parent = join(parent, segment);
    const status = fs.lstat(parent);
    if (status === undefined) return;
    if (status.isSymbolicLink()) refuseEscape(fs, root, parent);
  }
}

function refuseEscape(fs: FileSystem, root: string, link: string): void {
  const place = realPathOf(fs, link);
  const realRoot = fs.realPath(root);
  if (place !== null && (place === realRoot || isUnder(realRoot, place))) return;
  throw new PaksError('UNSAFE_TARGET', {
    message: `\`${link}\` is a link ${place === null ? 'to nothing' : `to \`${place}\`, outside \`${root}\``}`,
    hint: 'replace it by a real directory',
    data: { path: link, target: place },
  });
}

function realPathOf(fs: FileSystem, link: string): string | null {
  try {
    return fs.realPath(link);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ELOOP') return null;
    throw error;
  }
}
