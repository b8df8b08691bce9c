import type { Services } from '../Services.ts';
import { type CacheArea, measureCache } from './cacheAreas.ts';

/** Where the cache is, and what is in it. */
export interface CacheDirResult {
  readonly directory: string;
  readonly bytes: number;
  readonly areas: readonly CacheArea[];
}

/** Measures the cache. */
export async function cacheDir({ fileSystem, config }: Services): Promise<CacheDirResult> {
  const directory = config.cacheDirectory;
  const areas = measureCache(fileSystem, directory);
  return { directory, bytes: totalBytes(areas), areas };
}

/** Bytes of all parts together. */
export function totalBytes(areas: readonly CacheArea[]): number {
  return areas.reduce((sum, { bytes }) => sum + bytes, 0);
}
