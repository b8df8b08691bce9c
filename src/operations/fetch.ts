import { PaksError } from '../errors/PaksError.ts';
import { describeUnsatisfied } from '../lockfile/Unsatisfied.ts';
import { whyNotSatisfied } from '../lockfile/whyNotSatisfied.ts';
import { sourceOf } from '../model/Locator.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import { sourceKey } from '../model/Source.ts';
import { findProjectRoot, LOCK_FILE, projectPlace } from '../project/findProject.ts';
import type { Project, ProjectPlace } from '../project/Project.ts';
import { assertLockAllowed } from './assertLockAllowed.ts';
import { fetchSkills } from './fetchSkills.ts';
import { findPlace } from './findPlace.ts';
import type { InstallWarning } from './InstallResult.ts';
import { openInspector } from './openInspector.ts';
import { openProject } from './openProject.ts';
import { openSources } from './openSources.ts';
import { presentLock } from './presentLock.ts';
import type { Services } from './Services.ts';

/** What `paks fetch` was asked for. */
export interface FetchOptions {
  readonly global: boolean;
  readonly allowInvalid: boolean;
}

/** One skill of the lock: `skipped` is a folder or an npm package, which are on this disk already. */
export interface FetchedSkill {
  readonly id: string;
  readonly version: string;
  readonly source: string;
  readonly state: 'cached' | 'fetched' | 'skipped';
}

/** What the cache held and what was brought into it. */
export interface FetchResult {
  readonly root: string;
  readonly cached: number;
  readonly fetched: number;
  readonly skipped: number;
  readonly skills: readonly FetchedSkill[];
  readonly warnings: readonly InstallWarning[];
}

/**
 * Brings every skill of a lock into the cache, verified and inspected as for an install; links nothing and
 * writes no file of the project. Needs the lock only: a `paks.toml` beside it is held against it. Throws
 * `LOCKFILE_MISSING`, `LOCKFILE_CONFLICT`, `LOCKFILE_OUTDATED` and what an install throws.
 */
export async function fetch(input: FetchOptions, services: Services): Promise<FetchResult> {
  const { allowInvalid } = input;
  const place = lockedPlace(services, input.global);
  const project = openProject(services, place);
  const { manifest } = project;
  const { skills: locked } = presentLock(project, 'fetch from').lockfile;
  assertAnswers(project, locked);
  await assertLockAllowed(services, manifest, { skills: locked });
  const remote = locked.filter(isRemote);
  const present = await inStore(services, remote);
  const warnings: InstallWarning[] = [];
  const inspector = openInspector({
    config: services.config,
    manifest,
    allowInvalid,
    hidingAgents: [],
    warn: (warning) => warnings.push(warning),
  });
  const sources = openSources(services, { place, manifest, allowInvalid });
  await fetchSkills(services, { locators: remote, sources, inspector });
  for (const warning of warnings) services.reporter.report({ type: 'warning', ...warning });
  const skills = locked.map((skill) => describe(skill, present));
  const count = (wanted: FetchedSkill['state']) =>
    skills.filter(({ state }) => state === wanted).length;
  return {
    root: place.root,
    cached: count('cached'),
    fetched: count('fetched'),
    skipped: count('skipped'),
    skills,
    warnings,
  };
}

/** Where the nearest lock is: in an image under construction it may be all there is. */
function lockedPlace(services: Services, global: boolean): ProjectPlace {
  if (global) return findPlace(services, true);
  const { fileSystem, workingDirectory } = services;
  const root = findProjectRoot(fileSystem, workingDirectory, LOCK_FILE);
  if (root !== null) return projectPlace(root, 'project');
  throw new PaksError('LOCKFILE_MISSING', {
    message: `there is no \`${LOCK_FILE}\` in \`${workingDirectory}\` or above it`,
    hint: 'run `paks lock` where the `paks.toml` is, and copy the lock here',
  });
}

function assertAnswers({ manifest, manifestText }: Project, skills: readonly LockedSkill[]): void {
  if (manifestText === '') return;
  const reasons = whyNotSatisfied({
    dependencies: manifest.skills,
    overrides: manifest.overrides,
    locked: { skills },
    pathDependencies: new Map(),
  }).map(describeUnsatisfied);
  if (reasons.length === 0) return;
  throw new PaksError('LOCKFILE_OUTDATED', {
    message: ['`paks.lock` does not answer `paks.toml`:', ...reasons.map((line) => `  - ${line}`)],
    hint: 'run `paks install` and commit `paks.lock`',
    data: { reasons },
  });
}

async function inStore(
  services: Services,
  skills: readonly LockedSkill[],
): Promise<ReadonlySet<string>> {
  const store = await services.store();
  const present = new Set<string>();
  for (const { id, integrity } of skills) {
    if (integrity !== null && (await store.has(integrity))) present.add(id);
  }
  return present;
}

function isRemote({ pin }: LockedSkill): boolean {
  return pin.kind === 'registry' || pin.kind === 'git';
}

function describe(skill: LockedSkill, present: ReadonlySet<string>): FetchedSkill {
  const { id, version, pin } = skill;
  const state = present.has(id) ? 'cached' : 'fetched';
  return {
    id,
    version: pin.kind === 'path' ? 'local' : version,
    source: sourceKey(sourceOf(pin)),
    state: isRemote(skill) ? state : 'skipped',
  };
}
