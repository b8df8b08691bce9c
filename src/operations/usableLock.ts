import { PaksError } from '../errors/PaksError.ts';
import { describeUnsatisfied } from '../lockfile/Unsatisfied.ts';
import { whyNotSatisfied } from '../lockfile/whyNotSatisfied.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { Project } from '../project/Project.ts';
import { patchReasons } from './patches/patchReasons.ts';
import { readPatches } from './patches/readPatches.ts';
import { presentLock } from './presentLock.ts';
import type { Services } from './Services.ts';

/**
 * The skills of a lock that answers the manifest and its patches; `purpose` as for `presentLock`.
 * Throws `LOCKFILE_MISSING`, `LOCKFILE_CONFLICT` or `LOCKFILE_OUTDATED`.
 */
export function usableLock(
  services: Services,
  project: Project,
  purpose: string,
): readonly LockedSkill[] {
  const { skills } = presentLock(project, purpose).lockfile;
  const reasons = outdatedReasons(services, project, skills);
  const [first] = reasons;
  if (first === undefined) return skills;
  throw new PaksError('LOCKFILE_OUTDATED', {
    message: `\`paks.lock\` does not answer \`paks.toml\`: ${first}`,
    hint: 'run `paks install`',
    data: { reasons },
  });
}

/** Why a lock does not answer the manifest and its patches, a clause each. Folders are not read. */
export function outdatedReasons(
  { fileSystem }: Services,
  project: Project,
  locked: readonly LockedSkill[],
): readonly string[] {
  const { manifest } = project;
  const unsatisfied = whyNotSatisfied({
    dependencies: manifest.skills,
    overrides: manifest.overrides,
    locked: { skills: locked },
    pathDependencies: new Map(),
  });
  return [
    ...unsatisfied.map(describeUnsatisfied),
    ...patchReasons(readPatches(fileSystem, project), locked),
  ];
}
