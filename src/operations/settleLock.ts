import { codeOf } from '../errors/describeFailure.ts';
import { PaksError } from '../errors/PaksError.ts';
import { type InstalledContent, whyNotSatisfied } from '../lockfile/whyNotSatisfied.ts';
import { describeUnsatisfied, type Unsatisfied } from '../lockfile/Unsatisfied.ts';
import type { Dependency } from '../model/Dependency.ts';
import { LOCAL_VERSION, sourceOf } from '../model/Locator.ts';
import type { SkillId } from '../model/SkillId.ts';
import { sourceKey } from '../model/Source.ts';
import { lockedSkills, type Project } from '../project/Project.ts';
import type { InstallWarning } from './InstallResult.ts';
import type { Services } from './Services.ts';
import type { SettledLock, SettleOptions } from './SettledLock.ts';
import type { OpenSources } from './openSources.ts';

/**
 * The lock as it stands where it answers the manifest, else a new resolution that keeps of it what it
 * can. Throws `LOCKFILE_MISSING`, `LOCKFILE_CONFLICT` or `LOCKFILE_OUTDATED` in a frozen run, and
 * `NO_SOLUTION`.
 */
export async function settleLock(
  services: Services,
  project: Project,
  sources: OpenSources,
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
    packages: await readPackages(project, sources),
  });
  if (options.frozen && reasons.length > 0) throw outdated(reasons);
  const free = !options.frozen && (options.unlock === 'all' || options.unlock.size > 0);
  if (lock.kind !== 'absent' && reasons.length === 0 && !free) {
    return { lockfile: { skills: locked }, resolved: false, warnings: [] };
  }
  const { resolveLock } = await import('./resolveLock.ts');
  const settled = await resolveLock(services, { project, sources: await sources(), options });
  return { ...settled, warnings: [...settled.warnings, ...changedPackages(reasons)] };
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

/** npm chose another version in sight of everybody; the same version with other content is odd. */
function changedPackages(reasons: readonly Unsatisfied[]): readonly InstallWarning[] {
  return reasons.flatMap((reason) =>
    reason.kind === 'package' && reason.version === reason.locked.version
      ? [{ code: 'package-changed', message: describeUnsatisfied(reason) }]
      : [],
  );
}

const MOST_SHOWN = 10;

function outdated(reasons: readonly Unsatisfied[]): PaksError {
  const lines = reasons.map(describeUnsatisfied);
  const more = lines.length > MOST_SHOWN ? [`and ${lines.length - MOST_SHOWN} more`] : [];
  const shown = [...lines.slice(0, MOST_SHOWN), ...more].map((line) => `  - ${line}`);
  return new PaksError('LOCKFILE_OUTDATED', {
    message: ['`paks.lock` does not answer `paks.toml`:', ...shown],
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
  sources: OpenSources,
): Promise<ReadonlyMap<SkillId, readonly Dependency[]>> {
  const folders = new Map<SkillId, readonly Dependency[]>();
  for (const { id, pin } of lockedSkills(project)) {
    if (pin.kind !== 'path') continue;
    try {
      const { paths } = await sources();
      folders.set(id, await paths.dependencies(id, LOCAL_VERSION, pin));
    } catch (error) {
      if (codeOf(error) !== 'NOT_A_SKILL') throw error;
    }
  }
  return folders;
}

/** What `node_modules` holds now of the locked skills that come from it. Throws `PACKAGE_MISSING`. */
async function readPackages(
  project: Project,
  sources: OpenSources,
): Promise<ReadonlyMap<SkillId, InstalledContent>> {
  const installed = new Map<SkillId, InstalledContent>();
  const { skills, overrides } = project.manifest;
  const edges = lockedSkills(project).flatMap(({ dependencies }) => dependencies);
  const wanted = new Set(
    [...skills, ...overrides, ...edges].map(({ source }) => sourceKey(source)),
  );
  for (const { id, version, pin } of lockedSkills(project)) {
    const source = sourceOf(pin);
    if (source.kind !== 'npm' || !wanted.has(sourceKey(source))) continue;
    const { packages } = await sources();
    const now = await packages.locate(id, version, source);
    if (now.integrity !== null)
      installed.set(id, { version: now.version, integrity: now.integrity });
  }
  return installed;
}
