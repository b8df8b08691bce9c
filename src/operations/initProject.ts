import { dirname, join } from 'node:path';
import { findAgent } from '../agents/selectAgents.ts';
import { PaksError } from '../errors/PaksError.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import { starterManifest } from '../manifest/starterManifest.ts';
import { MANIFEST_FILE } from '../project/findProject.ts';
import { knownAgents } from './knownAgents.ts';
import type { MergeDriverSetup } from './mergeDriver/setUpMergeDriver.ts';
import type { Services } from './Services.ts';

/** What `paks init --project` was asked for. */
export interface InitProjectInput {
  readonly agents: readonly string[];
  readonly name: string | null;
  /** Have git merge `paks.lock` with Paks; null asks on a terminal, and is no without one. */
  readonly mergeDriver: boolean | null;
}

/** Where the manifest is, and what was set up beside it. */
export interface InitProjectResult {
  readonly root: string;
  readonly manifest: string;
  /** False where it was there already and only the merge driver was asked for. */
  readonly created: boolean;
  readonly mergeDriver: MergeDriverSetup | null;
}

/**
 * Writes a `paks.toml` in the working directory, and sets up the merge driver where it is wanted. Throws
 * `MANIFEST_EXISTS` rather than replace one; in a clone that has one the driver alone can be asked for.
 */
export async function initProject(
  input: InitProjectInput,
  services: Services,
): Promise<InitProjectResult> {
  const { agents, name } = input;
  const known = knownAgents(services);
  for (const id of agents) findAgent(known, id);
  const root = services.workingDirectory;
  const path = join(root, MANIFEST_FILE);
  const isThere = services.fileSystem.lstat(path) !== undefined;
  if (isThere && (input.mergeDriver !== true || agents.length > 0 || name !== null)) {
    throw new PaksError('MANIFEST_EXISTS', {
      message: `\`${path}\` is already there`,
      hint: 'add a skill with `paks add account/name`',
    });
  }
  const wantsDriver = input.mergeDriver ?? (await askForDriver(services, root));
  const driver = wantsDriver ? await import('./mergeDriver/setUpMergeDriver.ts') : null;
  await driver?.assertInRepository(services, root);
  if (!isThere) atomicWrite(services.fileSystem, path, starterManifest({ name, agents }));
  const mergeDriver = (await driver?.setUpMergeDriver(services, root)) ?? null;
  return { root, manifest: MANIFEST_FILE, created: !isThere, mergeDriver };
}

/** Only where there is something to merge: inside a git repository. */
async function askForDriver(
  { prompter, fileSystem, options }: Services,
  root: string,
): Promise<boolean> {
  if (prompter === null || options.assumeYes) return false;
  for (let directory = root; ; directory = dirname(directory)) {
    if (fileSystem.lstat(join(directory, '.git')) !== undefined) break;
    if (dirname(directory) === directory) return false;
  }
  return prompter.confirm('Have git merge paks.lock with Paks (.gitattributes, git config)?', true);
}
