import type { LockedSkill, Lockfile } from '../model/Lockfile.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { SkillId } from '../model/SkillId.ts';
import { formatLockfile } from '../lockfile/formatLockfile.ts';
import type { Project } from '../project/Project.ts';
import { lockedSkills } from '../project/Project.ts';
import { saveProject } from '../project/saveProject.ts';
import type { ApplyOptions } from './ApplyOptions.ts';
import { assertLockAllowed } from './assertLockAllowed.ts';
import { type ChosenTargets, chooseTargets } from './chooseTargets.ts';
import { type FetchPatchedInput, fetchPatched } from './fetchPatched.ts';
import type { InstallResult, InstallWarning } from './InstallResult.ts';
import { installInputs } from './installInputs.ts';
import { describeLockChanges } from './lockChanges.ts';
import { type LinkedSkills, type LinkOptions, linkSkills } from './linkSkills.ts';
import { openInspector } from './openInspector.ts';
import { openSources, type OpenSources } from './openSources.ts';
import { assertPatchesLocked } from './patches/patchReasons.ts';
import { isPatchUnknown, unusedPatches } from './patches/patchSkills.ts';
import { readPatches } from './patches/readPatches.ts';
import { selectSkills, type SelectedSkill } from './selectSkills.ts';
import { servedAgents } from './servedAgents.ts';
import type { Services } from './Services.ts';
import { settleLock } from './settleLock.ts';
import { shadowWarnings } from './shadowWarnings.ts';
import { isStoreDamage } from './storeDamage.ts';

/** One run from manifest to directories. */
export interface InstallPlan extends Omit<ApplyOptions, 'frozen' | 'force'> {
  readonly frozen: boolean;
  /** As in `ApplyOptions`; `edited` replaces only what was put there and edited since. */
  readonly force: boolean | 'edited';
  readonly unlock: ReadonlySet<SkillId> | 'all';
  readonly acceptMovedTag: boolean;
  /** Check every installed byte instead of believing fingerprints, and fail on edits. */
  readonly thorough: boolean;
  /** The manifest's new text once the lock is known; null leaves the file as it is. */
  readonly manifestText: ((lockfile: Lockfile) => string) | null;
  /** Hears what will be locked once everything is fetched and before anything is written; throws to stop. */
  readonly review?: ((lockfile: Lockfile) => Promise<void>) | undefined;
  /** The project before a command edited its manifest in memory, for what changed. */
  readonly before?: Project | undefined;
  /** Touch the directories of these skills only. */
  readonly only?: ReadonlySet<SkillId> | undefined;
  /** Where skills come from, instead of what the lock says: a bundle. */
  readonly sourcesInstead?: OpenSources | undefined;
}

/**
 * Makes lock and directories answer the manifest: settle the lock, fetch what the store lacks, link,
 * then save. Whatever fails before linking leaves everything as it was; linking is atomic by skill.
 * What the store turns out to hold damaged is fetched once more.
 */
export async function installProject(
  services: Services,
  project: Project,
  plan: InstallPlan,
): Promise<InstallResult> {
  const { place, manifest } = project;
  const { allowInvalid, groups, agents } = plan;
  const warnings: InstallWarning[] = [];
  const targets = chooseTargets(services, place, { manifest, agents });
  const input = { place, manifest, allowInvalid, fresh: isUpdating(plan) };
  const sources = plan.sourcesInstead ?? openSources(services, input);
  const settled = await settleLock(services, project, sources, plan);
  const patches = readPatches(services.fileSystem, project);
  if (plan.frozen) assertPatchesLocked(patches, settled.lockfile.skills);
  await assertLockAllowed(services, manifest, settled.lockfile);
  const selected = selectSkills(manifest, settled.lockfile.skills, groups);
  const hidingAgents = targets.agents.filter((agent) => agent.hidesMismatchedNames);
  const inspector = openInspector({
    config: services.config,
    manifest,
    allowInvalid,
    hidingAgents: hidingAgents.map(({ id }) => id),
    warn: (found) => warnings.push(found),
  });
  const { lockfile: settledLock } = settled;
  const locators = settledLock.skills.filter(
    (skill) => plan.only?.has(skill.id) !== false && mustFetch(skill, selected, patches),
  );
  const fetching = { locators, sources, inspector, lockfile: settledLock, patches };
  const { lockfile, contents } = await fetchPatched(services, fetching);
  const texts = textsToWrite(project, plan, lockfile);
  const prepared = { project, plan, targets, selected, contents, lockfile, texts };
  await plan.review?.(lockfile);
  const linked = await linkOrMend(services, prepared, fetching);
  warnings.push(...settled.warnings, ...conflictNote(project), ...linked.warnings);
  warnings.push(...unusedPatches(patches, lockfile));
  warnings.push(...shadowWarnings(services, place, { targets, selected }));
  for (const warning of warnings) services.reporter.report({ type: 'warning', ...warning });
  return { ...resultOf(prepared, linked), warnings };
}

/** Whoever asks for newer versions is not answered with what was newest a while ago. */
function isUpdating({ unlock }: InstallPlan): boolean {
  return unlock === 'all' || unlock.size > 0;
}

/** Everything that is known before a directory is touched. */
interface Prepared {
  readonly project: Project;
  readonly plan: InstallPlan;
  readonly targets: ChosenTargets;
  readonly selected: ReadonlyMap<SkillId, SelectedSkill>;
  readonly contents: ReadonlyMap<SkillId, Integrity>;
  readonly lockfile: Lockfile;
  readonly texts: ReturnType<typeof textsToWrite>;
}

/** Links; when the store turns out to hold damaged entries they are fetched once more. */
async function linkOrMend(
  services: Services,
  prepared: Prepared,
  fetching: FetchPatchedInput,
): Promise<LinkedSkills> {
  const { project, plan, targets, selected, contents, lockfile, texts } = prepared;
  const { place, manifest } = project;
  const { link: mode, vendor } = manifest.install;
  const wanted = { root: place.root, selected, targets, integrities: contents, mode };
  const linking: LinkOptions = {
    ...plan,
    ignore: place.scope === 'project' && !vendor,
    inputs: installInputs(services, {
      place,
      patches: [...manifest.patches.values()],
      options: plan,
      manifest: texts.manifest ?? project.manifestText,
      lock: texts.lock ?? (project.lock.kind === 'absent' ? null : project.lock.text),
      lockfile,
      targets,
      skills: selected.size,
    }),
    save: () => saveProject(services.fileSystem, place, texts),
  };
  try {
    return await linkSkills(services, place, wanted, linking);
  } catch (error) {
    if (!isStoreDamage(error)) throw error;
    await fetchPatched(services, { ...fetching, distrustStore: true });
    return linkSkills(services, place, wanted, linking);
  }
}

function resultOf(
  { project, plan, targets, selected, lockfile, texts }: Prepared,
  linked: LinkedSkills,
): Omit<InstallResult, 'warnings'> {
  return {
    root: project.place.root,
    dryRun: plan.dryRun,
    upToDate: texts.lock === null && texts.manifest === null && linked.settled,
    skills: selected.size,
    agents: servedAgents(selected.values(), targets),
    changes: describeLockChanges(lockedSkills(plan.before ?? project), lockfile.skills),
    directories: linked.directories,
    lockfile: texts.lock === null ? 'unchanged' : 'written',
    manifest: texts.manifest === null ? 'unchanged' : 'written',
  };
}

/** Bytes are needed to link a skill, and to lock one whose content nobody vouches for yet. */
function mustFetch(
  locked: LockedSkill,
  selected: ReadonlyMap<SkillId, SelectedSkill>,
  patches: FetchPatchedInput['patches'],
): boolean {
  const skill = selected.get(locked.id);
  if (skill !== undefined) return skill.entry?.editable !== true;
  if (locked.pin.kind === 'path') return false;
  return locked.integrity === null || isPatchUnknown(locked, patches);
}

function textsToWrite(project: Project, plan: InstallPlan, lockfile: Lockfile) {
  const lock = formatLockfile(lockfile);
  const manifest = plan.manifestText?.(lockfile) ?? null;
  const before = plan.before?.manifestText ?? project.manifestText;
  const sameLock = project.lock.kind !== 'absent' && project.lock.text === lock;
  return {
    lock: plan.frozen || sameLock ? null : lock,
    manifest: manifest === before ? null : manifest,
  };
}

function conflictNote({ lock }: Project): InstallWarning[] {
  if (lock.kind !== 'conflict') return [];
  const named = lock.conflicts.map((id) => `\`${id}\``).join(', ');
  const both = named === '' ? '' : `; both sides had changed ${named}`;
  return [
    {
      code: 'lock-merged',
      message: `the conflict markers in \`paks.lock\` were resolved${both}`,
      hint: 'look at the result with `git diff paks.lock`',
    },
  ];
}
