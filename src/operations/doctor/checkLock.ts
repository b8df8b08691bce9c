import { printable } from '../../errors/printable.ts';
import { lockedSkills, type Project } from '../../project/Project.ts';
import { directoryStates } from '../edits/directoryStates.ts';
import type { Services } from '../Services.ts';
import { outdatedReasons } from '../usableLock.ts';
import type { Diagnosis } from './Diagnosis.ts';

/** Does the lock answer the manifest. */
export function checkLock(services: Services, project: Project): readonly Diagnosis[] {
  const { lock, manifest } = project;
  const check = 'lock';
  const hint = 'run `paks install`';
  if (lock.kind === 'conflict') {
    return [{ check, status: 'problem', message: '`paks.lock` has conflict markers', hint }];
  }
  if (lock.kind === 'absent') {
    if (manifest.skills.length === 0) return [];
    return [{ check, status: 'problem', message: 'there is no `paks.lock`', hint }];
  }
  const [first] = outdatedReasons(services, project, lock.lockfile.skills);
  if (first === undefined) {
    return [{ check, status: 'ok', message: '`paks.lock` answers `paks.toml`' }];
  }
  return [{ check, status: 'problem', message: `\`paks.lock\` is outdated: ${first}`, hint }];
}

/** Is every skill where it belongs. What is only missing can be put back without losing anything. */
export async function checkLinks(
  services: Services,
  project: Project,
): Promise<readonly Diagnosis[]> {
  const locked = lockedSkills(project);
  if (project.lock.kind !== 'present' || locked.length === 0) return [];
  const { checked, different } = await directoryStates(services, project, { locked, groups: [] });
  if (different.length === 0) {
    return [{ check: 'links', status: 'ok', message: `${checked} installed as locked` }];
  }
  return different.map(({ id, directory, state }) => ({
    check: 'links',
    status: state === 'modified' ? 'advice' : 'problem',
    message: `\`${id}\` in \`${printable(directory)}\`: ${SAID[state]}`,
    hint: state === 'modified' ? 'see `paks status`' : 'run `paks install`',
    mend: state === 'missing' ? () => reinstall(services) : undefined,
  }));
}

const SAID = {
  modified: 'edited since it was installed',
  missing: 'it is gone',
  'not-ours': 'something else is in its place',
  outdated: 'another version is installed',
  unwanted: 'installed, and no longer wanted',
} as const;

async function reinstall(services: Services): Promise<void> {
  const { install } = await import('../install.ts');
  await install(
    {
      global: false,
      dryRun: false,
      frozen: true,
      force: false,
      agents: [],
      groups: [],
      allowInvalid: false,
      ignoreScripts: true,
    },
    services,
  );
}
