import { codeOf } from '../errors/describeFailure.ts';
import { PaksError } from '../errors/PaksError.ts';
import { whyNotSatisfied } from '../lockfile/whyNotSatisfied.ts';
import { describeUnsatisfied, type Unsatisfied } from '../lockfile/Unsatisfied.ts';
import type { Dependency } from '../model/Dependency.ts';
import { LOCAL_VERSION } from '../model/Locator.ts';
import type { Lockfile } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import { lockedSkills, type Project } from '../project/Project.ts';
import { resolve } from '../resolver/resolve.ts';
import type { InstallWarning } from './InstallResult.ts';
import { lockResolution } from './lockResolution.ts';
import type { Services } from './Services.ts';
import type { Sources } from './Sources.ts';

/** How free {@link settleLock} is. */
export interface SettleOptions {
  /** Resolving is forbidden: a lock that does not answer the manifest is an error. */
  readonly frozen: boolean;
  /** Skills that may move although the lock still fits. */
  readonly unlock: ReadonlySet<SkillId> | 'all';
  readonly acceptMovedTag: boolean;
}

/** A lock that answers the manifest; the integrity of what must still be read is null. */
export interface SettledLock {
  readonly lockfile: Lockfile;
  readonly resolved: boolean;
  readonly warnings: readonly InstallWarning[];
}

/**
 * The lock as it stands where it answers the manifest, else a new resolution that keeps of it what it
 * can. Throws `LOCKFILE_MISSING`, `LOCKFILE_CONFLICT` or `LOCKFILE_OUTDATED` in a frozen run, and
 * `NO_SOLUTION`.
 */
export async function settleLock(
  services: Services,
  project: Project,
  sources: Sources,
  options: SettleOptions,
): Promise<SettledLock> {
  const { manifest, lock } = project;
  if (options.frozen) assertFrozenLock(project);
  const locked = lockedSkills(project);
  const reasons = whyNotSatisfied({
    dependencies: manifest.skills,
    overrides: manifest.overrides,
    locked: { skills: locked },
    pathDependencies: await readFolders(project, sources),
  });
  if (options.frozen && reasons.length > 0) throw outdated(reasons);
  const free = !options.frozen && (options.unlock === 'all' || options.unlock.size > 0);
  if (lock.kind !== 'absent' && reasons.length === 0 && !free) {
    return { lockfile: { skills: locked }, resolved: false, warnings: [] };
  }
  return resolveAfresh(services, { project, sources, options });
}

interface Resolving {
  readonly project: Project;
  readonly sources: Sources;
  readonly options: SettleOptions;
}

async function resolveAfresh(services: Services, input: Resolving): Promise<SettledLock> {
  const { project, sources, options } = input;
  const { manifest } = project;
  const { reporter, clock, signal } = services;
  const { minimumReleaseAge: age } = sources.config;
  const locked = lockedSkills(project);
  reporter.report({ type: 'resolve.started', skills: manifest.skills.length });
  const resolution = await resolve(
    {
      roots: manifest.skills,
      overrides: manifest.overrides,
      locked,
      unlock: options.unlock,
      publishedBefore: age === undefined ? null : clock.now() - age,
      signal,
      reporter,
    },
    sources.provider,
  );
  reporter.report({ type: 'resolve.finished', skills: resolution.skills.size });
  const lockfile = await lockResolution(resolution, locked, sources.provider, options);
  return { lockfile, resolved: true, warnings: resolution.notes.map(noteToWarning) };
}

function noteToWarning(note: { readonly kind: string; readonly message: string }): InstallWarning {
  return { code: note.kind, message: note.message };
}

function assertFrozenLock({ lock }: Project): void {
  if (lock.kind === 'absent') {
    throw new PaksError('LOCKFILE_MISSING', {
      message: 'there is no `paks.lock`, and a frozen run does not write one',
      hint: 'run `paks install` and commit `paks.lock`',
    });
  }
  if (lock.kind === 'conflict') {
    throw new PaksError('LOCKFILE_CONFLICT', {
      message: '`paks.lock` has conflict markers, and a frozen run does not resolve them',
      hint: 'run `paks install` and commit `paks.lock`',
    });
  }
}

const MOST_SHOWN = 10;

function outdated(reasons: readonly Unsatisfied[]): PaksError {
  const lines = reasons.map(describeUnsatisfied);
  const more = lines.length > MOST_SHOWN ? [`and ${lines.length - MOST_SHOWN} more`] : [];
  const shown = [...lines.slice(0, MOST_SHOWN), ...more].map((line) => `\n  - ${line}`);
  return new PaksError('LOCKFILE_OUTDATED', {
    message: `\`paks.lock\` does not answer \`paks.toml\`:${shown.join('')}`,
    hint: 'run `paks install` and commit `paks.lock`',
    data: { reasons: lines },
  });
}

/**
 * What the locked folders ask for now: their `SKILL.md` is the project's own and may have changed.
 * A folder that is gone says nothing; if it is still wanted, reading it will fail by name.
 */
async function readFolders(
  project: Project,
  sources: Sources,
): Promise<ReadonlyMap<SkillId, readonly Dependency[]>> {
  const folders = new Map<SkillId, readonly Dependency[]>();
  for (const { id, pin } of lockedSkills(project)) {
    if (pin.kind !== 'path') continue;
    try {
      folders.set(id, await sources.paths.dependencies(id, LOCAL_VERSION, pin));
    } catch (error) {
      if (codeOf(error) !== 'NOT_A_SKILL') throw error;
    }
  }
  return folders;
}
