import { join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import { listIfThere } from '../io/listIfThere.ts';
import { entriesDirectory, entryIn, integrityOfEntry, type StoreEntry } from './storeLayout.ts';

/** Every entry of a store, in the order of their hashes; an empty list where there is no store. */
export function listEntries(fs: FileSystem, root: string): readonly StoreEntry[] {
  const entries: StoreEntry[] = [];
  for (const fan of namesIn(fs, entriesDirectory(root))) {
    for (const name of namesIn(fs, join(entriesDirectory(root), fan))) {
      const integrity = integrityOfEntry(name);
      const directory = join(entriesDirectory(root), fan, name);
      if (integrity !== null) entries.push(entryIn(directory, integrity));
    }
  }
  return entries;
}

/** Bytes of all files of an entry, its index included. */
export function entryBytes(fs: FileSystem, entry: StoreEntry): number {
  return bytesBelow(fs, entry.directory);
}

function bytesBelow(fs: FileSystem, directory: string): number {
  let bytes = 0;
  for (const entry of listIfThere(fs, directory)) {
    const path = join(directory, entry.name);
    bytes += entry.isDirectory() ? bytesBelow(fs, path) : (fs.lstat(path)?.size ?? 0);
  }
  return bytes;
}

function namesIn(fs: FileSystem, directory: string): readonly string[] {
  return listIfThere(fs, directory)
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
