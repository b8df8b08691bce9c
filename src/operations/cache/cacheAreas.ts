import { join } from 'node:path';
import type { FileSystem } from '../../io/FileSystem.ts';
import { listIfThere } from '../../io/listIfThere.ts';
import { listEntries } from '../../store/listEntries.ts';

/** What one part of the cache holds. */
export interface CacheArea {
  readonly name: 'skills' | 'answers' | 'repositories' | 'temporary';
  readonly directory: string;
  readonly bytes: number;
  /** Skills, or files. */
  readonly entries: number;
}

/** Where the skills of a cache are. */
export function storeRoot(cacheDirectory: string): string {
  return join(cacheDirectory, 'store');
}

/** Where answers of registries are. */
export function answersDirectory(cacheDirectory: string): string {
  return join(cacheDirectory, 'http');
}

/** Where listings of repositories are. */
export function repositoriesDirectory(cacheDirectory: string): string {
  return join(cacheDirectory, 'git');
}

/** Every part of a cache with its size. Reads directories only. */
export function measureCache(fs: FileSystem, cacheDirectory: string): readonly CacheArea[] {
  const store = storeRoot(cacheDirectory);
  const area = (name: CacheArea['name'], directory: string): CacheArea => ({
    name,
    directory,
    bytes: sizesBelow(fs, directory).reduce((sum, bytes) => sum + bytes, 0),
    entries: sizesBelow(fs, directory).length,
  });
  return [
    { ...area('skills', store), entries: listEntries(fs, store).length },
    area('answers', answersDirectory(cacheDirectory)),
    area('repositories', repositoriesDirectory(cacheDirectory)),
    area('temporary', join(cacheDirectory, 'tmp')),
  ];
}

/** What goes meanwhile is not counted. */
function sizesBelow(fs: FileSystem, directory: string): readonly number[] {
  return filesBelow(fs, directory).map((path) => fs.lstat(path)?.size ?? 0);
}

/** Every file below a directory, links not followed. */
export function filesBelow(fs: FileSystem, directory: string): readonly string[] {
  return listIfThere(fs, directory).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(fs, path) : [path];
  });
}
