import type { WorkingCopy } from '../../git/WorkingCopy.ts';
import type { ReleaseTools } from '../../publish/ReleaseTools.ts';
import type { Services } from '../Services.ts';
import { openRegistries } from './askRegistry.ts';

/** What a release is performed with; the registry is opened when its turn comes. */
export function releaseTools(copy: WorkingCopy, services: Services): ReleaseTools {
  const { fileSystem: fs, clock, reporter, signal } = services;
  const findRegistry: ReleaseTools['findRegistry'] = async (name) =>
    (await openRegistries(services)).findRegistry(name);
  return { copy, fs, clock, reporter, signal, findRegistry };
}
