import { join } from 'node:path';
import { codeOf } from '../errors/describeFailure.ts';
import type { FileSystem } from './FileSystem.ts';

/**
 * Removes a tree even where its directories (or on Windows its files) may not be written. No error
 * when nothing is there.
 */
export function removeReadOnlyTree(fs: FileSystem, path: string): void {
  try {
    fs.removeTree(path);
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM') throw error;
    makeWritable(fs, path);
    fs.removeTree(path);
  }
}

function makeWritable(fs: FileSystem, path: string): void {
  const status = fs.lstat(path);
  if (status === undefined || status.isSymbolicLink()) return;
  fs.changeMode(path, 0o700);
  if (!status.isDirectory()) return;
  for (const { name } of fs.readDirectory(path)) makeWritable(fs, join(path, name));
}
