import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import { listIfThere } from '../io/listIfThere.ts';

/** A project that installed from this cache. */
export interface KnownProject {
  /** Absolute. */
  readonly root: string;
  /** The note about it. */
  readonly record: string;
}

/**
 * Notes that a project uses the cache, once: a file named after its root. Never throws: a cache that
 * cannot be written knows fewer projects, whose skills are fetched again after a prune.
 */
export function rememberProject(fs: FileSystem, cacheDirectory: string, root: string): void {
  const record = join(projectsDirectory(cacheDirectory), nameOf(root));
  try {
    if (fs.lstat(record) !== undefined) return;
    fs.makeDirectories(projectsDirectory(cacheDirectory), 0o700);
    fs.writeFile(record, root, { mode: 0o600, exclusive: true });
  } catch {
    // Another process was first, or the disk is full or read-only.
  }
}

/** The projects noted so far; a note that was damaged is none. */
export function knownProjects(fs: FileSystem, cacheDirectory: string): readonly KnownProject[] {
  const directory = projectsDirectory(cacheDirectory);
  return listIfThere(fs, directory).flatMap(({ name }) => {
    const record = join(directory, name);
    const root = new TextDecoder().decode(fs.readFile(record));
    return nameOf(root) === name ? [{ root, record }] : [];
  });
}

function projectsDirectory(cacheDirectory: string): string {
  return join(cacheDirectory, 'projects');
}

function nameOf(root: string): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 32);
}
