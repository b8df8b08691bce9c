import { join } from 'node:path';
import { codeOf } from '../errors/describeFailure.ts';
import type { FileSystem } from './FileSystem.ts';

/** Removes a tree even where its directories may not be written; no error when nothing is there. */
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
  if (fs.lstat(path)?.isDirectory() !== true) return;
  fs.changeMode(path, 0o700);
  for (const entry of fs.readDirectory(path)) {
    if (entry.isDirectory()) makeWritable(fs, join(path, entry.name));
  }
}
