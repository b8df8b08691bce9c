import { join } from 'node:path';
import { withLock } from '../io/lockFile.ts';
import { ensureStateDirectory } from '../linker/ownership.ts';
import type { ProjectPlace } from '../project/Project.ts';
import type { Services } from './Services.ts';

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
  const { fileSystem: fs, clock, reporter, signal } = services;
  fs.makeDirectories(place.root);
  ensureStateDirectory(fs, place.root);
  return withLock(join(place.state, 'lock'), { fs, clock, reporter, signal }, action);
}
