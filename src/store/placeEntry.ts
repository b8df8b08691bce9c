import { dirname, join } from 'node:path';
import { codeOf } from '../errors/describeFailure.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { makeTemporaryDirectory } from '../io/temporaryDirectory.ts';
import { isWhole, verifyEntry } from './entryFiles.ts';
import { entryIn, PRIVATE, type StoreEntry, temporaryParent } from './storeLayout.ts';
import { type HashedSkill, writeEntry } from './writeEntry.ts';

/** What goes where. */
export interface Placement {
  /** The store's own directory. */
  readonly root: string;
  readonly entry: StoreEntry;
  readonly skill: HashedSkill;
}

/** Processes that repair one entry at once may undo each other's work a few times. */
const ATTEMPTS = 5;

/**
 * Writes an entry aside and makes it visible by one rename. Another process that placed the same
 * content first has done this one's work; an entry that is damaged gives way.
 */
export function placeEntry(fs: FileSystem, { root, entry, skill }: Placement): void {
  const temporary = makeTemporaryDirectory(fs, temporaryParent(root));
  try {
    const staged = entryIn(join(temporary.path, 'entry'), entry.integrity);
    writeEntry(fs, staged, skill);
    fs.makeDirectories(dirname(entry.directory), PRIVATE);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (takesPlace(fs, staged, entry) || isWhole(fs, entry)) return;
      moveAside(fs, entry, join(temporary.path, `damaged-${attempt}`));
    }
    verifyEntry(fs, entry);
  } finally {
    temporary.remove();
  }
}

const OCCUPIED = new Set(['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EPERM', 'EACCES']);

function takesPlace(fs: FileSystem, staged: StoreEntry, entry: StoreEntry): boolean {
  try {
    fs.rename(staged.directory, entry.directory);
    return true;
  } catch (error) {
    if (OCCUPIED.has(codeOf(error) ?? '')) return false;
    throw error;
  }
}

function moveAside(fs: FileSystem, entry: StoreEntry, aside: string): void {
  try {
    fs.rename(entry.directory, aside);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
