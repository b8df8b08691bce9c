import { join } from 'node:path';
import { withLock } from '../io/lockFile.ts';
import { ensureStateDirectory } from '../linker/ownership.ts';
import type { ProjectPlace } from '../project/Project.ts';
import { rememberProject } from '../store/knownProjects.ts';
import { withLease } from '../store/leases.ts';
import type { Services } from './Services.ts';
import { lockServices } from './lockServices.ts';

/**
 * Runs what reads and then changes a project while no other Paks does. A dry run changes nothing and
 * takes no lock. Throws `PROJECT_BUSY` after a minute of waiting.
 */
export async function withProjectLock<Result>(
  services: Services,
  place: ProjectPlace,
  options: { readonly dryRun: boolean },
  action: () => Promise<Result>,
): Promise<Result> {
  if (options.dryRun) return action();
  const { fileSystem: fs, config } = services;
  fs.makeDirectories(place.root);
  ensureStateDirectory(fs, place.root);
  const lock = join(place.state, 'lock');
  const result = await withLock(lock, lockServices(services), () =>
    withLease(fs, config.cacheDirectory, action),
  );
  await noteUse(services, place);
  return result;
}

/** So that `paks cache prune` knows whose skills to keep, and the store keeps within its limit. */
async function noteUse(services: Services, { root }: ProjectPlace): Promise<void> {
  const { fileSystem, config } = services;
  rememberProject(fileSystem, config.cacheDirectory, root);
  if (config.cacheMaxSize === undefined) return;
  const { evictOverLimit } = await import('./cache/evictOverLimit.ts');
  evictOverLimit(services, config.cacheMaxSize);
}
