import { leastRecentlyUsed } from '../../store/leastRecentlyUsed.ts';
import { removeEntries } from '../../store/prune.ts';
import type { Services } from '../Services.ts';
import { storeRoot } from './cacheAreas.ts';
import { neededByProjects } from './neededByProjects.ts';

/**
 * Keeps the store below `cache-max-size` after an install. Never throws: a cache that is too large is
 * no reason for an install to fail.
 */
export function evictOverLimit(services: Services, maxBytes: number): void {
  const { fileSystem: fs, clock, config } = services;
  const root = storeRoot(config.cacheDirectory);
  try {
    const { linked } = neededByProjects(fs, config.cacheDirectory);
    const keep = (integrity: Parameters<typeof linked.has>[0]) => linked.has(integrity);
    const drop = leastRecentlyUsed({ fs, clock }, root, { maxBytes, keep });
    if (drop.length > 0) removeEntries(fs, root, drop);
  } catch {
    // The next install, or `paks cache prune`, tries again.
  }
}
