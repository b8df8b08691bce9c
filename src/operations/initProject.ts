import { join } from 'node:path';
import { findAgent } from '../agents/selectAgents.ts';
import { PaksError } from '../errors/PaksError.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import { starterManifest } from '../manifest/starterManifest.ts';
import { MANIFEST_FILE } from '../project/findProject.ts';
import { knownAgents } from './knownAgents.ts';
import type { Services } from './Services.ts';

/** What `paks init --project` was asked for. */
export interface InitProjectInput {
  readonly agents: readonly string[];
  readonly name: string | null;
}

/** Where the new manifest is. */
export interface InitProjectResult {
  readonly root: string;
  readonly manifest: string;
}

/** Writes a `paks.toml` in the working directory. Throws `MANIFEST_EXISTS` rather than replace one. */
export async function initProject(
  input: InitProjectInput,
  services: Services,
): Promise<InitProjectResult> {
  const known = knownAgents(services);
  for (const id of input.agents) findAgent(known, id);
  const root = services.workingDirectory;
  const path = join(root, MANIFEST_FILE);
  if (services.fileSystem.lstat(path) !== undefined) {
    throw new PaksError('MANIFEST_EXISTS', {
      message: `\`${path}\` is already there`,
      hint: 'add a skill with `paks add account/name`',
    });
  }
  const { agents, name } = input;
  atomicWrite(services.fileSystem, path, starterManifest({ name, agents }));
  return { root, manifest: MANIFEST_FILE };
}
