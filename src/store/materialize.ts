import type { FileSystem } from '../io/FileSystem.ts';
import { removeReadOnlyTree } from '../io/removeReadOnlyTree.ts';
import { pathUnder } from '../io/safePath.ts';
import type { FileMode } from '../model/SkillTree.ts';
import {
  assertContent,
  directoriesOf,
  readIndex,
  readVerified,
  verifyEntry,
} from './entryFiles.ts';
import { type FileCloner, SMALLEST_CLONE } from './FileCloner.ts';
import type { IndexedFile } from './storeIndex.ts';
import type { StoreEntry } from './storeLayout.ts';

/** What {@link copyEntry} works with. */
export interface CopyServices {
  readonly fs: FileSystem;
  readonly cloner: FileCloner;
}

/**
 * Fills a directory that does not exist yet with an entry's files, each verified: clones where the
 * disk can, else copies, never hard links, so that an edit here reaches no other project. Modes are
 * 0644 and 0755 under the umask. Whatever fails, the directory is gone again.
 */
export function copyEntry(services: CopyServices, entry: StoreEntry, directory: string): void {
  const { fs } = services;
  const files = readIndex(fs, entry);
  fs.makeDirectory(directory, 0o755);
  try {
    for (const path of directoriesOf(files)) fs.makeDirectory(pathUnder(directory, path), 0o755);
    const copy: Copy = { ...services, entry, directory, ...devices(fs, entry, directory) };
    for (const file of files) copyFile(copy, file);
  } catch (error) {
    removeReadOnlyTree(fs, directory);
    throw error;
  }
}

/** Links a path that does not exist yet to an entry's files, all of them verified first. */
export function linkEntry(fs: FileSystem, entry: StoreEntry, path: string): void {
  verifyEntry(fs, entry);
  fs.symlink(entry.files, path);
}

interface Copy extends CopyServices {
  readonly entry: StoreEntry;
  readonly directory: string;
  readonly from: number;
  readonly to: number;
  /** The permissions that the umask leaves. */
  readonly allowed: number;
}

function devices(
  fs: FileSystem,
  entry: StoreEntry,
  directory: string,
): Pick<Copy, 'from' | 'to' | 'allowed'> {
  const target = fs.lstat(directory);
  return {
    from: fs.lstat(entry.directory)?.dev ?? 0,
    to: target?.dev ?? 0,
    allowed: target?.mode ?? 0,
  };
}

function copyFile(copy: Copy, file: IndexedFile): void {
  const to = pathUnder(copy.directory, file.path);
  if (clonedFile(copy, file, to)) return;
  const bytes = readVerified(copy.fs, copy.entry, file);
  copy.fs.writeFile(to, bytes, { mode: file.mode, exclusive: true });
}

function clonedFile(copy: Copy, file: IndexedFile, to: string): boolean {
  const { fs, cloner } = copy;
  if (!cloner.mayClone(copy.from, copy.to)) return false;
  const from = pathUnder(copy.entry.files, file.path);
  if ((fs.lstat(from)?.size ?? 0) < SMALLEST_CLONE) return false;
  if (!cloner.clone(from, to, [copy.from, copy.to])) return false;
  fs.changeMode(to, modeUnder(file.mode, copy.allowed));
  assertContent(copy.entry, file, fs.readFile(to));
  return true;
}

/** A clone has its source's mode; the umask is known from the directory just made with 0755. */
function modeUnder(mode: FileMode, allowed: number): number {
  return mode & allowed;
}
