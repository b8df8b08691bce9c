import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import { findPackage } from '../io/findPackage.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import { fingerprintOf } from '../linker/fingerprint.ts';
import type { Lockfile } from '../model/Lockfile.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import type { ProjectPlace } from '../project/Project.ts';
import { version } from '../model/version.ts';
import type { ApplyOptions } from './ApplyOptions.ts';
import type { ChosenTargets } from './chooseTargets.ts';
import { detectedAgents, knownAgents } from './knownAgents.ts';
import type { Services } from './Services.ts';

const FOLDER = 'folder:';
const PATCH = 'patch:';
const PACKAGE = 'package:';
/** Stands for the detected agents where somebody named the agents, so that detection has no say. */
const NAMED = 'named';

/** What an install went by, for the next one to see at a glance that nothing changed. */
export interface InputsOfInstall {
  readonly place: ProjectPlace;
  readonly options: Pick<ApplyOptions, 'groups' | 'agents' | 'allowInvalid'>;
  readonly manifest: Uint8Array | string | null;
  readonly lock: Uint8Array | string | null;
  readonly lockfile: Lockfile;
  /** Patch files, relative to the manifest. */
  readonly patches: readonly string[];
  readonly targets: ChosenTargets;
  readonly skills: number;
}

/** The record of an install for the ledger. Values are hashes, ids and counts: no content, no secret. */
export function installInputs(
  services: Services,
  input: InputsOfInstall,
): Readonly<Record<string, string>> {
  const { place, manifest, lock } = input;
  const inputs: Record<string, string> = {
    ...circumstances(services, input.options),
    manifest: hash(manifest ?? ''),
    lock: hash(lock ?? ''),
    detected: input.targets.guessed ? detection(services, place) : NAMED,
    agents: input.targets.agents.map(({ id }) => id).join(' '),
    skills: String(input.skills),
  };
  for (const { pin } of input.lockfile.skills) {
    if (pin.kind === 'path') {
      inputs[`${FOLDER}${pin.path}`] = folderFingerprint(services.fileSystem, place, pin.path);
    }
    if (pin.kind === 'npm') {
      const key = `${pin.package} ${pin.path}`;
      inputs[`${PACKAGE}${key}`] = packageFingerprint(services.fileSystem, place, key);
    }
  }
  for (const path of input.patches) {
    inputs[`${PATCH}${path}`] = hash(readOrEmpty(services.fileSystem, join(place.root, path)));
  }
  return inputs;
}

/** True when an install with these options would go by exactly what the recorded one went by. */
export function sameInputs(
  services: Services,
  place: ProjectPlace,
  options: ApplyOptions,
  recorded: Readonly<Record<string, string>>,
): boolean {
  const { fileSystem } = services;
  const now: Record<string, string> = {
    ...circumstances(services, options),
    detected: recorded['detected'] === NAMED ? NAMED : detection(services, place),
    manifest: hash(readOrEmpty(fileSystem, place.manifest)),
    lock: hash(readOrEmpty(fileSystem, place.lock)),
  };
  for (const key of Object.keys(recorded)) {
    if (key.startsWith(FOLDER)) {
      now[key] = folderFingerprint(fileSystem, place, key.slice(FOLDER.length));
    }
    if (key.startsWith(PACKAGE)) {
      now[key] = packageFingerprint(fileSystem, place, key.slice(PACKAGE.length));
    }
    if (key.startsWith(PATCH)) {
      now[key] = hash(readOrEmpty(fileSystem, join(place.root, key.slice(PATCH.length))));
    }
  }
  return Object.entries(now).every(([key, value]) => recorded[key] === value);
}

/** Everything beside the project's files that an install depends on. */
function circumstances(services: Services, options: InputsOfInstall['options']) {
  const { environment } = services;
  const homes = knownAgents(services).flatMap(({ homeEnvironment }) =>
    homeEnvironment === null ? [] : [environment.variables[homeEnvironment.variable] ?? ''],
  );
  const groups = options.groups === 'all' ? 'all' : [...options.groups].sort().join(' ');
  return {
    paks: version,
    options: `${groups}|${[...options.agents].sort().join(' ')}|${options.allowInvalid}`,
    settings: hash(JSON.stringify([services.config, homes, environment.home])),
  };
}

function detection(services: Services, place: ProjectPlace): string {
  return detectedAgents(services, place)
    .map(({ id }) => id)
    .join(' ');
}

function folderFingerprint(fs: FileSystem, place: ProjectPlace, path: string): string {
  return fingerprintOf(fs, resolve(place.root, path)) ?? 'gone';
}

/** Of a skill of an npm package, by `PACKAGE PATH`, and of the file that tells its version. */
function packageFingerprint(fs: FileSystem, place: ProjectPlace, key: string): string {
  const [name = ''] = key.split(' ', 1);
  const directory = findPackage(fs, place.root, name);
  if (directory === null) return 'gone';
  const folder = join(directory, key.slice(name.length + 1));
  const content = fs.stat(folder) === undefined ? 'gone' : fingerprintOf(fs, fs.realPath(folder));
  return `${content} ${hash(readOrEmpty(fs, join(directory, 'package.json')))}`;
}

function readOrEmpty(fs: FileSystem, path: string): Uint8Array | string {
  return readRegularFile(fs, path, INPUT_LIMITS.lockfileBytes) ?? '';
}

function hash(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('base64url');
}
