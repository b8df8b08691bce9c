import { dirname, resolve } from 'node:path';
import type { ImportReading } from '../imports/ImportReading.ts';
import { formatLockfile } from '../lockfile/formatLockfile.ts';
import { putManifestSkill, setProjectAgents } from '../manifest/editManifest.ts';
import { parseManifest } from '../manifest/parseManifest.ts';
import { starterManifest } from '../manifest/starterManifest.ts';
import { commitOf, sourceOf } from '../model/Locator.ts';
import type { LockedSkill, Lockfile } from '../model/Lockfile.ts';
import { sourceKey } from '../model/Source.ts';
import { findProjectRoot, MANIFEST_FILE, projectPlace } from '../project/findProject.ts';
import type { Project, ProjectPlace } from '../project/Project.ts';
import { saveProject } from '../project/saveProject.ts';
import { assertLockAllowed } from './assertLockAllowed.ts';
import { fetchPatched } from './fetchPatched.ts';
import { findPlace } from './findPlace.ts';
import { checkContent } from './importing/checkContent.ts';
import { findForeignFile, type ForeignFileWish } from './importing/findForeignFile.ts';
import type { ImportedEntry } from './importing/ImportedEntry.ts';
import type { ImportedResult, ImportResult } from './importing/ImportResult.ts';
import { importWarnings } from './importing/importWarnings.ts';
import { locateSkills } from './importing/locateSkills.ts';
import { mergeEntries } from './importing/mergeEntries.ts';
import { pinToLock } from './importing/pinToLock.ts';
import { translateAgents } from './importing/translateAgents.ts';
import type { InstallWarning } from './InstallResult.ts';
import { openInspector } from './openInspector.ts';
import { openProject } from './openProject.ts';
import { openSources } from './openSources.ts';
import { readPatches } from './patches/readPatches.ts';
import type { Services } from './Services.ts';
import { settleLock } from './settleLock.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What `paks import` was asked for. */
export interface ImportInput extends ForeignFileWish {
  readonly dryRun: boolean;
  readonly allowInvalid: boolean;
}

/**
 * Takes over the skills of another tool: its wishes into the manifest, the commits it had locked into the lock.
 * Nothing that the manifest says is changed, no agent's directory is touched, and the other tool's files stay.
 */
export async function importSkills(input: ImportInput, services: Services): Promise<ImportResult> {
  const place = placeFor(services, input.global);
  const home = input.global ? services.environment.home : place.root;
  const foreign = await findForeignFile(services, home, input);
  return withProjectLock(services, place, input, async () => {
    const before = openProject(services, place);
    const { objects, config } = await services.forProject(before.manifest);
    const allowedSources = config.allowSources;
    const base = dirname(resolve(home, foreign.file));
    const context = { services, objects, allowedSources, root: place.root, base };
    const located = await locateSkills(foreign.reading.skills, context);
    const merged = mergeEntries(before.manifest, located.entries);
    const agents = translateAgents(services, foreign.reading.agents);
    const text = manifestWith(before, merged.added, { agents: agents.known, services });
    const project = await projectWith(services, { before, text, merged });
    const { lockfile, warnings } = await lockAll(services, project, input);
    const skills = await describeAll(services, { project, lockfile, merged });
    const lock = formatLockfile(lockfile);
    const isNew = merged.added.length > 0;
    const isOther = before.lock.kind === 'absent' || before.lock.text !== lock;
    const texts = { manifest: isNew ? text : null, lock: isNew && isOther ? lock : null };
    if (!input.dryRun) saveProject(services.fileSystem, place, texts);
    const all = [...warnings, ...importWarnings(skills, merged.added, foreign.file)];
    for (const warning of all) services.reporter.report({ type: 'warning', ...warning });
    return {
      root: place.root,
      dryRun: input.dryRun,
      from: foreign.kind,
      file: foreign.file,
      manifest: texts.manifest === null ? 'unchanged' : 'written',
      lockfile: texts.lock === null ? 'unchanged' : 'written',
      skills,
      conflicts: merged.conflicts,
      unmatched: [...foreign.reading.unmatched, ...located.unmatched, ...agents.unmatched],
      warnings: all,
    };
  });
}

/** The project at hand, or one that this import starts here. */
function placeFor(services: Services, global: boolean): ProjectPlace {
  if (global) return findPlace(services, true);
  const { fileSystem, workingDirectory } = services;
  const root = findProjectRoot(fileSystem, workingDirectory) ?? workingDirectory;
  return projectPlace(root, 'project');
}

function manifestWith(
  { manifestText, manifest }: Project,
  added: readonly ImportedEntry[],
  { agents, services }: { readonly agents: ImportReading['agents']; readonly services: Services },
): string {
  const isAsked = agents.length > 0 && manifest.project.agents === undefined;
  const start = manifestText === '' ? starterManifest({ name: null, agents: [] }) : manifestText;
  const text = isAsked ? setProjectAgents(start, agents) : start;
  return added.reduce(
    (edited, { skill }) => putManifestSkill(edited, skill, services.config.defaultRegistry),
    text,
  );
}

interface Merging {
  readonly before: Project;
  readonly text: string;
  readonly merged: ReturnType<typeof mergeEntries>;
}

async function projectWith(
  services: Services,
  { before, text, merged }: Merging,
): Promise<Project> {
  const registry = services.config.defaultRegistry;
  const manifest = parseManifest(text, { file: MANIFEST_FILE, registry });
  const { objects } = await services.forProject(manifest);
  return { ...before, manifest: await pinToLock(manifest, merged.added, objects) };
}

async function lockAll(
  services: Services,
  project: Project,
  { allowInvalid }: ImportInput,
): Promise<{ readonly lockfile: Lockfile; readonly warnings: readonly InstallWarning[] }> {
  const { place, manifest } = project;
  const sources = openSources(services, { place, manifest, allowInvalid });
  const options = { frozen: false, unlock: new Set<never>(), acceptMovedTag: false };
  const settled = await settleLock(services, project, sources, options);
  await assertLockAllowed(services, manifest, settled.lockfile);
  const warnings = [...settled.warnings];
  const warn = (warning: InstallWarning): void => void warnings.push(warning);
  const inspector = openInspector({
    config: services.config,
    manifest,
    allowInvalid,
    hidingAgents: [],
    warn,
  });
  const patches = readPatches(services.fileSystem, project);
  const locators = settled.lockfile.skills.filter(
    ({ integrity, pin }) => integrity === null && pin.kind !== 'path',
  );
  const fetching = { locators, sources, inspector, lockfile: settled.lockfile, patches };
  const { lockfile } = await fetchPatched(services, fetching);
  return { lockfile, warnings };
}

interface Described extends Pick<Merging, 'merged'> {
  readonly project: Project;
  readonly lockfile: Lockfile;
}

async function describeAll(
  services: Services,
  { project, lockfile, merged }: Described,
): Promise<readonly ImportedResult[]> {
  const store = await services.store();
  const { objects } = await services.forProject(project.manifest);
  const byId = new Map(lockfile.skills.map((skill) => [skill.id, skill]));
  const described: ImportedResult[] = [];
  for (const [state, entries] of [
    ['added', merged.added],
    ['kept', merged.kept],
  ] as const) {
    for (const entry of entries) {
      const locked = byId.get(entry.skill.id);
      if (locked === undefined) continue;
      const content =
        state === 'kept' ? 'unchecked' : await checkContent(entry, locked, { store, objects });
      described.push({ ...about(locked), state, content });
    }
  }
  return described.sort((left, right) => (left.id < right.id ? -1 : 1));
}

function about({ id, version, pin }: LockedSkill) {
  return {
    id,
    version: pin.kind === 'path' ? 'local' : version,
    source: sourceKey(sourceOf(pin)),
    commit: commitOf(pin) ?? null,
  };
}
