import { join } from 'node:path';
import { atomicWrite, stageWrite } from '../io/atomicWrite.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { Ledger } from './Ledger.ts';
import { updateGitignore } from './gitignore.ts';
import type { UndoLog } from './UndoLog.ts';

interface Transaction {
  readonly undo: UndoLog;
  /** What is deleted once everything is in place. */
  readonly trash: string[];
}

/**
 * Makes the `.gitignore` of each managed directory name exactly the skills of `after`, or none when
 * they are to be committed. A `.gitignore` that is a link is left alone: git does not follow it.
 */
export function writeGitignores(
  fs: FileSystem,
  { before, after, ignore }: { before: Ledger; after: Ledger; ignore: boolean },
  transaction: Transaction,
): void {
  const names = new Map<string, string[]>();
  for (const { directory } of before.rows.values()) names.set(directory, []);
  for (const { directory, name } of after.rows.values()) {
    names.set(directory, [...(names.get(directory) ?? []), name]);
  }
  for (const [directory, skills] of names) {
    writeGitignore(fs, { directory, names: ignore ? skills : [] }, transaction);
  }
}

function writeGitignore(
  fs: FileSystem,
  { directory, names }: { directory: string; names: readonly string[] },
  { undo, trash }: Transaction,
): void {
  const path = join(directory, '.gitignore');
  const status = fs.lstat(path);
  if (status !== undefined && !status.isFile()) return;
  const bytes = status === undefined ? null : fs.readFile(path);
  const text = bytes === null ? null : new TextDecoder().decode(bytes);
  const updated = updateGitignore(text, names);
  if (updated === text) return;
  // The way back is on the disk before anything changes: a disk that is full lets nothing be written.
  const old = bytes === null ? null : stageWrite(fs, path, bytes, { durable: false });
  if (old !== null) trash.push(old.path);
  undo.add(() => (old === null ? removeIfThere(fs, path) : old.commit()));
  if (updated === null) fs.removeFile(path);
  else atomicWrite(fs, path, updated, bytes === null ? { mode: 0o644, durable: false } : {});
}

function removeIfThere(fs: FileSystem, path: string): void {
  if (fs.lstat(path) !== undefined) fs.removeFile(path);
}
