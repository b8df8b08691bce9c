import { join } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import { GitProgram, gitMissing } from '../../git/GitProgram.ts';
import { atomicWrite } from '../../io/atomicWrite.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { INPUT_LIMITS } from '../../model/limits.ts';
import type { Services } from '../Services.ts';
import { withMergeAttribute } from './attributeText.ts';

const ATTRIBUTES = '.gitattributes';
const SETTINGS = [
  ['merge.paks.name', 'paks.lock, skill by skill'],
  ['merge.paks.driver', 'paks lock --merge-driver %O %A %B'],
] as const;

/** What was set up: `unchanged` where it stood already. */
export interface MergeDriverSetup {
  readonly attributes: 'written' | 'unchanged';
  readonly config: 'written';
}

/**
 * Gives the `paks.lock` of a project to Paks to merge: a line in the project's `.gitattributes`, which is
 * committed, and the driver in the configuration of this clone, never in the user's. Throws `USAGE` outside
 * of a repository and `GIT_PROGRAM` without git, before anything is written.
 */
export async function setUpMergeDriver(
  services: Services,
  root: string,
): Promise<MergeDriverSetup> {
  const git = programOf(services);
  await assertRepository(git, root);
  for (const [key, value] of SETTINGS) {
    await run(git, ['-C', root, 'config', '--local', key, value]);
  }
  const { fileSystem: fs } = services;
  const path = join(root, ATTRIBUTES);
  const bytes = readRegularFile(fs, path, INPUT_LIMITS.manifestBytes);
  const text = withMergeAttribute(bytes === null ? null : new TextDecoder().decode(bytes));
  if (text !== null) atomicWrite(fs, path, text);
  return { attributes: text === null ? 'unchanged' : 'written', config: 'written' };
}

/** Throws `USAGE` where a directory is in no git repository. */
export async function assertInRepository(services: Services, root: string): Promise<void> {
  await assertRepository(programOf(services), root);
}

function programOf({ environment, fileSystem: fs, config }: Services): GitProgram {
  const temporaryDirectory = join(config.cacheDirectory, 'tmp');
  return new GitProgram({ environment, fs, temporaryDirectory });
}

async function assertRepository(git: GitProgram, root: string): Promise<void> {
  const result = await git.runAsUser(['-C', root, 'rev-parse', '--is-inside-work-tree']);
  if (result.kind === 'missing') throw gitMissing('to set up a merge driver');
  if (result.kind === 'exited' && result.status === 0) return;
  throw new PaksError('USAGE', {
    message: `\`${root}\` is in no git repository, so git merges nothing there`,
    hint: 'run `git init` first, or leave `--merge-driver` out',
  });
}

async function run(git: GitProgram, args: readonly string[]): Promise<void> {
  const result = await git.runAsUser(args);
  if (result.kind === 'exited' && result.status === 0) return;
  throw new PaksError('GIT_PROGRAM', {
    message: `\`git ${args.slice(2).join(' ')}\` failed`,
    hint: 'run it by hand in the repository to see why',
  });
}
