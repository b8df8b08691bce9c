import { dirname } from 'node:path/posix';
import { codeOf } from '../errors/describeFailure.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { sha256Of } from '../io/contentHash.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { pathUnder } from '../io/safePath.ts';
import { walkTree } from '../io/walkTree.ts';
import type { Integrity } from '../model/Integrity.ts';
import { type IndexedFile, parseIndex } from './storeIndex.ts';
import type { StoreEntry } from './storeLayout.ts';

/** The index of an entry. Throws `INTEGRITY_MISMATCH` when it is missing or not the one hashed. */
export function readIndex(fs: FileSystem, entry: StoreEntry): readonly IndexedFile[] {
  const bytes = readPart(fs, entry, entry.index);
  const files = parseIndex(bytes, entry.integrity);
  if (files === null) throw damaged(entry.integrity, 'its index was changed');
  return files;
}

/** The bytes of one file of an entry. Throws `INTEGRITY_MISMATCH` when they are not the ones hashed. */
export function readVerified(fs: FileSystem, entry: StoreEntry, file: IndexedFile): Uint8Array {
  const bytes = readPart(fs, entry, pathUnder(entry.files, file.path));
  assertContent(entry, file, bytes);
  return bytes;
}

/** Throws `INTEGRITY_MISMATCH` when these are not the bytes of the file. */
export function assertContent(entry: StoreEntry, file: IndexedFile, bytes: Uint8Array): void {
  if (sha256Of(bytes) !== file.sha256) {
    throw damaged(entry.integrity, `\`${file.path}\` was changed`);
  }
}

/** Throws `INTEGRITY_MISMATCH` unless an entry holds exactly its files with their bytes. */
export function verifyEntry(fs: FileSystem, entry: StoreEntry): void {
  const expected = readIndex(fs, entry);
  const names = new Set(expected.map((file) => file.path));
  const added = present(fs, entry).find((file) => !names.has(file.path));
  if (added !== undefined) throw damaged(entry.integrity, `\`${added.path}\` was added`);
  for (const file of expected) readVerified(fs, entry, file);
}

/** True when an entry is there and {@link verifyEntry} finds nothing. */
export function isWhole(fs: FileSystem, entry: StoreEntry): boolean {
  if (fs.lstat(entry.index) === undefined) return false;
  try {
    verifyEntry(fs, entry);
    return true;
  } catch (error) {
    if (codeOf(error) === 'INTEGRITY_MISMATCH') return false;
    throw error;
  }
}

/** Every directory of a skill, parents before children. */
export function directoriesOf(files: Iterable<{ readonly path: string }>): readonly string[] {
  const directories = new Set<string>();
  for (const { path } of files) {
    for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
      directories.add(parent);
    }
  }
  return [...directories].sort();
}

function present(fs: FileSystem, entry: StoreEntry): ReturnType<typeof walkTree> {
  try {
    return walkTree(fs, entry.files);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw damaged(entry.integrity, 'its files are missing');
    if (isPaksError(error)) throw damaged(entry.integrity, error.message);
    throw error;
  }
}

function readPart(fs: FileSystem, entry: StoreEntry, path: string): Uint8Array {
  try {
    return fs.readFile(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error;
    throw damaged(entry.integrity, `\`${path}\` is missing`);
  }
}

function damaged(integrity: Integrity, what: string): PaksError {
  return new PaksError('INTEGRITY_MISMATCH', {
    message: `the store's copy of \`${integrity}\` is damaged: ${what}`,
    hint: 'run the command again with the network; the skill is then fetched anew',
    data: { expected: integrity, where: 'store' },
  });
}
