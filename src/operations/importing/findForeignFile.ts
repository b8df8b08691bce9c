import { basename, join, relative, resolve } from 'node:path';
import { nearest } from '../../errors/nearest.ts';
import { isPaksError, PaksError } from '../../errors/PaksError.ts';
import { type ImportKind, importKinds } from '../../imports/importKinds.ts';
import type { ImportReading } from '../../imports/ImportReading.ts';
import { variable } from '../../io/environment.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { INPUT_LIMITS } from '../../model/limits.ts';
import type { Services } from '../Services.ts';

/** Which file is meant; null for what is there. */
export interface ForeignFileWish {
  readonly file: string | null;
  readonly from: string | null;
  readonly global: boolean;
}

/** A file of another tool, read. */
export interface ForeignFile {
  readonly kind: string;
  /** Relative to where it was looked for. */
  readonly file: string;
  readonly reading: ImportReading;
}

interface Candidate {
  readonly kind: ImportKind;
  readonly path: string;
}

/**
 * The file that is meant, or the one that is there: in the project, with `global` in the home directory. Throws
 * `IMPORT_MISSING` where there is none, `CHOICE_NEEDED` for several and nobody to ask, `IMPORT_INVALID` for
 * one that is broken.
 */
export async function findForeignFile(
  services: Services,
  root: string,
  wish: ForeignFileWish,
): Promise<ForeignFile> {
  const kinds = wish.from === null ? importKinds : [kindNamed(wish.from)];
  const found =
    wish.file === null ? detect(services, root, kinds) : [named(services, wish.file, kinds)];
  const [first, ...others] = wish.file === null ? withoutDouble(services, found) : found;
  if (first === undefined) throw missing(root, kinds);
  const { kind, path } = others.length === 0 ? first : await choose(services, [first, ...others]);
  const display = relative(root, path);
  const file = display.startsWith('..') ? path : display;
  const content = kind.parse(readText(services, path) ?? '', file);
  const lock = kind.lock === null ? null : readText(services, join(path, '..', kind.lock));
  const parsedLock = lock === null ? null : kind.parse(lock, kind.lock ?? '');
  return { kind: kind.name, file, reading: kind.read(content, parsedLock) };
}

function kindNamed(name: string): ImportKind {
  const kind = importKinds.find((candidate) => candidate.name === name);
  if (kind !== undefined) return kind;
  const names = importKinds.map((candidate) => candidate.name);
  const near = nearest(name, names);
  throw new PaksError('USAGE', {
    message: `\`--from ${name}\` is not one of ${names.join(', ')}`,
    hint: near === undefined ? 'name one of these' : `did you mean \`--from ${near}\`?`,
  });
}

function named(services: Services, file: string, kinds: readonly ImportKind[]): Candidate {
  const path = resolve(services.workingDirectory, file);
  const [only] = kinds;
  const kind =
    kinds.length === 1 && only !== undefined
      ? only
      : kinds.find(({ files }) => files.some((known) => basename(known) === basename(path)));
  if (kind === undefined) {
    const names = importKinds.map(({ name }) => name).join(', ');
    throw new PaksError('USAGE', {
      message: `the name of \`${file}\` does not say which tool wrote it`,
      hint: `add \`--from KIND\`: ${names}`,
    });
  }
  if (services.fileSystem.stat(path) !== undefined) return { kind, path };
  throw new PaksError('IMPORT_MISSING', {
    message: `there is no file \`${file}\``,
    hint: 'check the path; it is relative to the directory you are in',
  });
}

function detect(
  services: Services,
  root: string,
  kinds: readonly ImportKind[],
): readonly Candidate[] {
  const state = variable(services.environment, 'XDG_STATE_HOME');
  return kinds.flatMap((kind) => {
    const places = kind.files.map((file) => join(root, file));
    if (kind.name === 'skill-lock' && state !== undefined) {
      places.unshift(join(state, 'skills', '.skill-lock.json'));
    }
    const path = places.find((place) => services.fileSystem.stat(place)?.isFile() === true);
    if (path === undefined) return [];
    const isOther = kind.name === 'package-json' && !declaresSkills(services, path);
    return isOther ? [] : [{ kind, path }];
  });
}

/** A lock with commits belongs to the `package.json` beside it, which is read with it. */
function withoutDouble(services: Services, found: readonly Candidate[]): readonly Candidate[] {
  const package_ = found.find(({ kind }) => kind.name === 'package-json');
  if (package_ === undefined) return found;
  return found.filter(({ kind, path }) => {
    if (kind.name !== 'skills-lock') return true;
    try {
      return kind.parse(readText(services, path) ?? '', path).get('lockfileVersion') === undefined;
    } catch (thrown) {
      if (isPaksError(thrown)) return true;
      throw thrown;
    }
  });
}

/** Nearly every project has a `package.json`; few say `skills` in it. One that is broken says nothing. */
function declaresSkills(services: Services, path: string): boolean {
  try {
    const file: unknown = JSON.parse(readText(services, path) ?? '');
    return typeof file === 'object' && file !== null && Object.hasOwn(file, 'skills');
  } catch {
    return false;
  }
}

async function choose(
  { prompter }: Services,
  found: readonly [Candidate, ...Candidate[]],
): Promise<Candidate> {
  const names = found.map(({ kind, path }) => `\`${basename(path)}\` (${kind.name})`).join(', ');
  if (prompter === null) {
    throw new PaksError('CHOICE_NEEDED', {
      message: `there are files of several tools: ${names}`,
      hint: `say which with \`--from ${found[0].kind.name}\`, and import them one after the other`,
      data: { kinds: found.map(({ kind }) => kind.name) },
    });
  }
  const choices = found.map(({ kind, path }) => ({ value: kind.name, label: basename(path) }));
  const answer = await prompter.chooseOne('Which of these do you want to import?', choices);
  return found.find(({ kind }) => kind.name === answer) ?? found[0];
}

function readText({ fileSystem }: Services, path: string): string | null {
  const bytes = readRegularFile(fileSystem, path, INPUT_LIMITS.manifestBytes);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

function missing(root: string, kinds: readonly ImportKind[]): PaksError {
  const names = kinds.flatMap(({ files }) => files.slice(0, 1)).map((name) => `\`${name}\``);
  return new PaksError('IMPORT_MISSING', {
    message: `there is nothing to import in \`${root}\``,
    hint: `it looks for ${names.join(', ')} (with \`skills\` in it where it is a package.json)`,
  });
}
