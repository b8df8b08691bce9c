import { formatLockfile } from '../lockfile/formatLockfile.ts';
import { lockedSkills } from '../project/Project.ts';
import { saveProject } from '../project/saveProject.ts';
import { assertLockAllowed } from './assertLockAllowed.ts';
import { describeLockChanges } from './lockChanges.ts';
import { fetchPatched } from './fetchPatched.ts';
import type { InstallWarning, SkillChange } from './InstallResult.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { settleLock } from './settleLock.ts';
import { openInspector } from './openInspector.ts';
import { openSources } from './openSources.ts';
import { assertPatchesLocked } from './patches/patchReasons.ts';
import { isPatchUnknown, unusedPatches } from './patches/patchSkills.ts';
import { readPatches } from './patches/readPatches.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What `paks lock` was asked for. */
export interface LockInput {
  readonly global: boolean;
  readonly dryRun: boolean;
  /** Only say whether the lock is current. */
  readonly check: boolean;
}

/** What `paks lock` wrote, or with `--dry-run` would write. */
export interface LockResult {
  readonly root: string;
  readonly dryRun: boolean;
  readonly skills: number;
  readonly lockfile: 'written' | 'unchanged';
  readonly changes: readonly SkillChange[];
  readonly warnings: readonly InstallWarning[];
}

/** Settles the lock and touches no agent's directory. */
export async function lock(input: LockInput, services: Services): Promise<LockResult> {
  const place = findPlace(services, input.global);
  const dryRun = input.dryRun || input.check;
  return withProjectLock(services, place, { dryRun }, async () => {
    const project = openProject(services, place);
    const { manifest } = project;
    const sources = openSources(services, { place, manifest, allowInvalid: false });
    const options = { frozen: input.check, unlock: new Set<never>(), acceptMovedTag: false };
    const settled = await settleLock(services, project, sources, options);
    await assertLockAllowed(services, manifest, settled.lockfile);
    const warnings = [...settled.warnings];
    const inspector = openInspector({
      config: services.config,
      manifest,
      allowInvalid: false,
      hidingAgents: [],
      warn: (found) => warnings.push(found),
    });
    const patches = readPatches(services.fileSystem, project);
    if (input.check) assertPatchesLocked(patches, settled.lockfile.skills);
    const locators = settled.lockfile.skills.filter(
      (skill) =>
        skill.pin.kind !== 'path' && (skill.integrity === null || isPatchUnknown(skill, patches)),
    );
    const fetching = { locators, sources, inspector, lockfile: settled.lockfile, patches };
    const { lockfile } = await fetchPatched(services, fetching);
    warnings.push(...unusedPatches(patches, lockfile));
    const text = formatLockfile(lockfile);
    const isSame = project.lock.kind !== 'absent' && project.lock.text === text;
    const written = !isSame && !input.check;
    if (written && !dryRun) {
      saveProject(services.fileSystem, place, { manifest: null, lock: text });
    }
    for (const warning of warnings) services.reporter.report({ type: 'warning', ...warning });
    return {
      root: place.root,
      dryRun,
      skills: lockfile.skills.length,
      lockfile: written ? 'written' : 'unchanged',
      changes: describeLockChanges(lockedSkills(project), lockfile.skills),
      warnings,
    };
  });
}
