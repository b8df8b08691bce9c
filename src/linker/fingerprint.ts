import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FileStatus, FileSystem } from '../io/FileSystem.ts';

/**
 * What a target looks like from outside, at the cost of one `lstat` a file: changes whenever a file
 * is added, removed, written, replaced or made executable. Null where nothing is. Equal fingerprints
 * mean "not touched since"; different ones only "look closer", for a copy of a project differs too.
 */
export function fingerprintOf(fs: FileSystem, path: string): string | null {
  const status = fs.lstat(path);
  if (status === undefined) return null;
  if (status.isSymbolicLink()) return `link ${fs.readLink(path)}`;
  if (!status.isDirectory()) return `file ${describe(status)}`;
  const digest = createHash('sha256');
  for (const line of linesBelow(fs, path, '')) digest.update(line);
  return digest.digest('base64url');
}

function* linesBelow(fs: FileSystem, directory: string, prefix: string): Generator<string> {
  const entries = [...fs.readDirectory(directory)].sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      yield `${prefix}${entry.name}/\n`;
      yield* linesBelow(fs, path, `${prefix}${entry.name}/`);
      continue;
    }
    const status = fs.lstat(path);
    yield `${prefix}${entry.name}\0${status === undefined ? 'gone' : describe(status)}\n`;
  }
}

function describe({ size, mode, mtimeMs, ctimeMs, ino }: FileStatus): string {
  return `${size} ${mode} ${mtimeMs} ${ctimeMs} ${ino}`;
}
