import { PaksError } from '../errors/PaksError.ts';
import { lockedSkills } from '../project/Project.ts';
import type { ApplyOptions } from './ApplyOptions.ts';
import { findEntry } from './findEntry.ts';
import { installProject } from './installProject.ts';
import type { InstallResult } from './InstallResult.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What `paks update` was asked for; no names stands for everything. */
export interface UpdateInput extends ApplyOptions {
  readonly names: readonly string[];
  readonly acceptMovedTag: boolean;
}

/** Moves skills to the newest versions that the manifest allows, and what only their change needs. */
export async function update(input: UpdateInput, services: Services): Promise<InstallResult> {
  if (input.frozen === true) throw contradiction();
  const place = findPlace(services, input.global);
  return withProjectLock(services, place, input, async () => {
    const project = openProject(services, place);
    const known = [...project.manifest.skills, ...lockedSkills(project)].map(({ id }) => id);
    const named = input.names.map((name) => findEntry(name, known, 'in this project'));
    return installProject(services, project, {
      ...input,
      frozen: false,
      unlock: named.length === 0 ? 'all' : new Set(named),
      thorough: false,
      manifestText: null,
    });
  });
}

function contradiction(): PaksError {
  return new PaksError('USAGE', {
    message: '`update` moves what is locked, and `--frozen-lockfile` forbids that',
    hint: 'leave one of them out; `paks update --dry-run` shows what would move',
  });
}
