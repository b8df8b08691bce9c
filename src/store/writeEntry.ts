import type { HashedFile } from '../io/contentHash.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { pathUnder } from '../io/safePath.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import { directoriesOf } from './entryFiles.ts';
import { formatIndex } from './storeIndex.ts';
import { PRIVATE, type StoreEntry } from './storeLayout.ts';

/** A skill whose files are read and hashed. */
export interface HashedSkill {
  readonly files: readonly SkillFile[];
  readonly hashed: readonly HashedFile[];
}

/**
 * Writes a new entry, read-only, at a place nobody looks at yet. Not flushed file by file: that would
 * cost seconds, and what a power cut spoils is found by its hash and fetched again.
 */
export function writeEntry(fs: FileSystem, entry: StoreEntry, skill: HashedSkill): void {
  fs.makeDirectory(entry.directory, PRIVATE);
  fs.makeDirectory(entry.files, PRIVATE);
  const directories = directoriesOf(skill.files).map((path) => pathUnder(entry.files, path));
  for (const directory of directories) fs.makeDirectory(directory, PRIVATE);
  for (const { path, mode, bytes } of skill.files) {
    const readOnly = mode === 0o755 ? 0o555 : 0o444;
    fs.writeFile(pathUnder(entry.files, path), bytes, { mode: readOnly, exclusive: true });
  }
  const index = formatIndex(skill.hashed);
  fs.writeFile(entry.index, index, { mode: 0o444, exclusive: true });
  for (const directory of [entry.files, ...directories]) fs.changeMode(directory, 0o555);
}
