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
  return { directory, bytes: areas.reduce((sum, area) => sum + area.bytes, 0), areas };
}
