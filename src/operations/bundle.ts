import { dirname, resolve } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { writeArchive } from '../io/archive.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import { sha256Of } from '../io/contentHash.ts';
import { BUNDLE_ROOT } from '../io/tarFormat.ts';
import { writeTar } from '../io/tarWriter.ts';
import { formatLockfile } from '../lockfile/formatLockfile.ts';
import { integrityHex } from '../model/Integrity.ts';
import { BUNDLE_BYTES } from '../model/limits.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import { filesOf, type SkillFile } from '../model/SkillTree.ts';
import { LOCK_FILE, MANIFEST_FILE } from '../project/findProject.ts';
import type { Project } from '../project/Project.ts';
import { assertLockAllowed } from './assertLockAllowed.ts';
import { assertReplaceable } from './assertReplaceable.ts';
import { archiveName } from './bundle/Bundle.ts';
import { bundledSkills } from './bundle/bundledSkills.ts';
import { displayPath } from './displayPath.ts';
import { fetchSkills } from './fetchSkills.ts';
import { findPlace } from './findPlace.ts';
import { openInspector } from './openInspector.ts';
import { openProject } from './openProject.ts';
import { openSources } from './openSources.ts';
import type { Services } from './Services.ts';
import { usableLock } from './usableLock.ts';

/** What `paks bundle` was asked for. */
export interface BundleInput {
  readonly global: boolean;
  /** Where to write, absolute; null for `paks-bundle.tar` in the working directory. */
  readonly output: string | null;
  readonly dryRun: boolean;
  readonly allowInvalid: boolean;
}

/** One file that holds everything an install of a lock needs. */
export interface BundleResult {
  readonly root: string;
  /** Relative to the root where inside. */
  readonly bundle: string;
  readonly dryRun: boolean;
  /** Bytes. */
  readonly size: number;
  /** Of the file, lower-case hex. */
  readonly sha256: string;
  /** Skills whose content is in it. */
  readonly skills: number;
  /** Folders of the project's own, which are not. */
  readonly leftOut: readonly string[];
}

/**
 * Writes the bundle of a lock (`docs/spec/bundle.md`): manifest, lock and the content of every skill,
 * fetched and verified where the store lacks it. The same lock and manifest give the same bytes.
 * Throws `TARGET_NOT_OURS` where the file is there and is no bundle, and what `usableLock` and fetching throw.
 */
export async function bundle(input: BundleInput, services: Services): Promise<BundleResult> {
  const place = findPlace(services, input.global);
  const target = targetOf(services, input.output);
  const project = openProject(services, place);
  const locked = usableLock(services, project, 'bundle');
  await assertLockAllowed(services, project.manifest, { skills: locked });
  const skills = bundledSkills(locked);
  const archives = await archivesOf(services, project, { ...input, skills });
  const texts = [
    textFile(LOCK_FILE, formatLockfile({ skills: locked })),
    textFile(MANIFEST_FILE, project.manifestText),
  ];
  const bytes = writeTar([...texts, ...archives], BUNDLE_ROOT);
  if (bytes.length > BUNDLE_BYTES) throw tooLarge(bytes.length);
  if (!input.dryRun) atomicWrite(services.fileSystem, target, bytes);
  return {
    root: place.root,
    bundle: displayPath(place, target),
    dryRun: input.dryRun,
    size: bytes.length,
    sha256: sha256Of(bytes),
    skills: skills.length,
    leftOut: locked.filter((skill) => !skills.includes(skill)).map(({ id }) => id),
  };
}

/** The name of its first file stands at the start of a tar. */
const BEGINNING = new TextEncoder().encode(`${BUNDLE_ROOT}${LOCK_FILE}\0`);

function targetOf(
  { fileSystem, workingDirectory }: Services,
  output: BundleInput['output'],
): string {
  const target = output ?? resolve(workingDirectory, 'paks-bundle.tar');
  if (fileSystem.stat(dirname(target))?.isDirectory() === true) {
    assertReplaceable({ fileSystem }, { path: target, beginning: BEGINNING, kind: 'bundle' });
    return target;
  }
  throw new PaksError('FILE_ACCESS', {
    message: `\`${dirname(target)}\` is not a directory`,
    hint: 'make it first, or name another file with `-o`',
    data: { path: dirname(target) },
  });
}

async function archivesOf(
  services: Services,
  { place, manifest }: Project,
  input: BundleInput & { readonly skills: readonly LockedSkill[] },
): Promise<readonly SkillFile[]> {
  const { allowInvalid, skills } = input;
  const warn = (warning: { readonly code: string; readonly message: string }) =>
    services.reporter.report({ type: 'warning', ...warning });
  const integrities = await fetchSkills(services, {
    locators: skills,
    sources: openSources(services, { place, manifest, allowInvalid }),
    inspector: openInspector({
      config: services.config,
      manifest,
      allowInvalid,
      hidingAgents: [],
      warn,
    }),
    distrustStore: true,
  });
  const store = await services.store();
  const archives: SkillFile[] = [];
  for (const integrity of new Set(integrities.values())) {
    services.signal.throwIfAborted();
    const path = archiveName(integrityHex(integrity));
    const files = await filesOf(store.read(integrity));
    archives.push({ path, mode: 0o644, bytes: writeArchive(files) });
  }
  return archives;
}

function textFile(path: string, text: string): SkillFile {
  return { path, mode: 0o644, bytes: new TextEncoder().encode(text) };
}

function tooLarge(size: number): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `the bundle would have ${size} bytes; the limit is ${BUNDLE_BYTES}`,
    hint: 'split the project, for example into several with `paks.toml` of their own',
    data: { size, limit: BUNDLE_BYTES },
  });
}
