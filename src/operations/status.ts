import { lockedSkills, type Project } from '../project/Project.ts';
import { type DirectoryState, directoryStates } from './edits/directoryStates.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { outdatedReasons } from './usableLock.ts';

/** What `paks status` was asked for. */
export interface StatusInput {
  readonly global: boolean;
  readonly groups: readonly string[] | 'all';
}

/** What is not as the lock has it; nothing was written. */
export interface StatusResult {
  readonly root: string;
  /** True when nothing differs. */
  readonly clean: boolean;
  readonly lock: {
    readonly state: 'current' | 'missing' | 'conflict' | 'outdated';
    /** For `outdated`: a clause each. */
    readonly reasons: readonly string[];
  };
  /** Ids of the skills with a patch of the project's own. */
  readonly patched: readonly string[];
  /** Directories looked at. */
  readonly checked: number;
  readonly directories: readonly DirectoryState[];
}

/** What changed since the last install, file by file. Believes fingerprints; asks the disk only. */
export async function status(input: StatusInput, services: Services): Promise<StatusResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const locked = lockedSkills(project);
  const lock = lockState(services, project);
  const { groups } = input;
  const { checked, different } = await directoryStates(services, project, { locked, groups });
  return {
    root: place.root,
    clean: lock.state === 'current' && different.length === 0,
    lock,
    patched: locked.flatMap(({ id, patch }) => (patch === undefined ? [] : [id])),
    checked,
    directories: different,
  };
}

function lockState(services: Services, project: Project): StatusResult['lock'] {
  const { lock } = project;
  if (lock.kind === 'absent') return { state: 'missing', reasons: [] };
  if (lock.kind === 'conflict') return { state: 'conflict', reasons: [] };
  const reasons = outdatedReasons(services, project, lock.lockfile.skills);
  return { state: reasons.length === 0 ? 'current' : 'outdated', reasons };
}
