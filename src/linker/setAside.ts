import { join } from 'node:path';
import { codeOf } from '../errors/describeFailure.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { type Target, targetPath } from './Link.ts';
import type { LinkContext } from './LinkContext.ts';
import { ensureStateDirectory, makeOwnDirectory, stateDirectory } from './ownership.ts';
import type { SideNames } from './recoverLinks.ts';
import type { UndoLog } from './UndoLog.ts';

/** Something that was replaced by force, and where it is now. */
export interface Backup {
  readonly target: Target;
  readonly path: string;
}

/**
 * Moves what is at a target to `.paks/backup/<name>-<n>`; across file systems a copy goes there
 * first. At any moment the content is whole in one of the two places.
 */
export function setAside(
  { fs, root }: LinkContext,
  target: Target,
  { side, undo }: { readonly side: SideNames; readonly undo: UndoLog },
): Backup {
  const path = targetPath(target);
  const directory = join(stateDirectory(root), 'backup');
  ensureStateDirectory(fs, root);
  makeOwnDirectory(fs, directory);
  const backup = freePath(fs, directory, target.name);
  try {
    fs.rename(path, backup);
    undo.add(() => fs.rename(backup, path));
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    undo.add(() => fs.removeTree(backup));
    copyTree(fs, path, backup);
    fs.rename(path, side.trash);
    undo.add(() => fs.rename(side.trash, path));
  }
  return { target, path: backup };
}

function freePath(fs: FileSystem, directory: string, name: string): string {
  const plain = name.replace('/', '-');
  let number = 1;
  while (fs.lstat(join(directory, `${plain}-${number}`)) !== undefined) number++;
  return join(directory, `${plain}-${number}`);
}

function copyTree(fs: FileSystem, from: string, to: string): void {
  const status = fs.lstat(from);
  if (status === undefined) return;
  if (status.isSymbolicLink()) {
    fs.symlink(fs.readLink(from), to);
  } else if (status.isDirectory()) {
    fs.makeDirectory(to, 0o755);
    for (const { name } of fs.readDirectory(from)) copyTree(fs, join(from, name), join(to, name));
  } else if (status.isFile()) {
    fs.writeFile(to, fs.readFile(from), { exclusive: true, mode: status.mode & 0o777 });
  }
}
