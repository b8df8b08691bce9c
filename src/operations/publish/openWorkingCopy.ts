import { join } from 'node:path';
import { gitNetwork } from '../../config/gitNetwork.ts';
import { GitProgram } from '../../git/GitProgram.ts';
import { WorkingCopy } from '../../git/WorkingCopy.ts';
import type { Services } from '../Services.ts';

/** The working copy that a directory is in, through the user's own git. Throws `REPOSITORY_MISSING`. */
export async function openWorkingCopy(services: Services, directory: string): Promise<WorkingCopy> {
  const { environment, fileSystem, config, prompter, signal } = services;
  const program = new GitProgram({
    environment,
    fs: fileSystem,
    temporaryDirectory: join(config.cacheDirectory, 'tmp'),
    interactive: prompter !== null,
    network: async () => gitNetwork(config, environment, fileSystem),
  });
  return await WorkingCopy.open(program, directory, signal);
}
