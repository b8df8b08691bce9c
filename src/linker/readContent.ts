import { join } from 'node:path';
import { type HashedFile, hashFile, integrityOf } from '../io/contentHash.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { Integrity } from '../model/Integrity.ts';
import { SKILL_LIMITS } from '../model/limits.ts';

/** What a target really is, bytes read. */
export type Content =
  | { readonly kind: 'directory'; readonly integrity: Integrity | null; readonly files: SkillFiles }
  | {
      readonly kind: 'link';
      /** Where it leads in the end; null when it leads nowhere. */
      readonly resolved: string | null;
      /** Of the directory it leads to. */
      readonly integrity: Integrity | null;
    }
  | { readonly kind: 'file' };

/** Files by path; a hash is null for what no skill can hold: a link, a device, a file beyond the limit. */
export type SkillFiles = ReadonlyMap<string, HashedFile | null>;

/** Reads and hashes what is at a path where something is. No integrity: something no skill can hold. */
export function readContent(fs: FileSystem, path: string): Content {
  const status = fs.lstat(path);
  if (status?.isSymbolicLink() === true) return readLinked(fs, path);
  if (status?.isDirectory() !== true) return { kind: 'file' };
  const files = new Map(filesBelow(fs, path, ''));
  return { kind: 'directory', files, integrity: integrityOfAll(files) };
}

function readLinked(fs: FileSystem, path: string): Content {
  if (fs.stat(path)?.isDirectory() !== true)
    return { kind: 'link', resolved: null, integrity: null };
  const resolved = fs.realPath(path);
  const integrity = integrityOfAll(new Map(filesBelow(fs, resolved, '')));
  return { kind: 'link', resolved, integrity };
}

function* filesBelow(
  fs: FileSystem,
  directory: string,
  prefix: string,
): Generator<[string, HashedFile | null]> {
  for (const entry of fs.readDirectory(directory)) {
    const path = `${prefix}${entry.name}`;
    const place = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(fs, place, `${path}/`);
    else yield [path, entry.isFile() ? readFile(fs, place, path) : null];
  }
}

function readFile(fs: FileSystem, place: string, path: string): HashedFile | null {
  const status = fs.lstat(place);
  if (status === undefined || status.size > SKILL_LIMITS.fileBytes) return null;
  const mode = (status.mode & 0o100) === 0 ? 0o644 : 0o755;
  return hashFile({ path, mode, bytes: fs.readFile(place) });
}

function integrityOfAll(files: SkillFiles): Integrity | null {
  const hashed = [...files.values()].filter((file) => file !== null);
  return hashed.length === files.size ? integrityOf(hashed) : null;
}
