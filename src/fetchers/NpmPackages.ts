import { join } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { nearest } from '../errors/nearest.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { findPackage } from '../io/findPackage.ts';
import { listIfThere } from '../io/listIfThere.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import { isUnder } from '../io/safePath.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import type { NpmSource } from '../model/Source.ts';
import { NPM_SKILLS } from '../model/packageName.ts';
import { isPortableName } from '../model/portableName.ts';
import { isVersion, parseVersion, type Version } from '../model/Range.ts';
import { SKILL_FILE } from '../model/skillPath.ts';

/** A skill of a package, found on this disk. */
export interface InstalledSkill {
  readonly version: Version;
  /** The real directory of its files, inside the package. */
  readonly folder: string;
  /** That directory as the package knows it: `skills/NAME`. */
  readonly path: string;
}

/** What a package without `version` is taken for: workspaces need none. */
const UNVERSIONED = '0.0.0' as Version;
const MOST_LISTED = 12;

/**
 * The npm packages that can be imported from a project's root. Reads `node_modules` only: it asks no
 * registry and runs nothing. Every method throws `PACKAGE_MISSING` or `PACKAGE_INVALID`.
 */
export class NpmPackages {
  readonly #fs: FileSystem;
  readonly #root: string;

  constructor(fs: FileSystem, root: string) {
    this.#fs = fs;
    this.#root = root;
  }

  /** The names of the directories below `skills` that hold a `SKILL.md`, sorted. */
  skills(name: string): readonly string[] {
    const folder = join(this.directory(name), NPM_SKILLS);
    return listIfThere(this.#fs, folder)
      .map((entry) => entry.name)
      .filter((skill) => isPortableName(skill) && this.#fs.stat(join(folder, skill, SKILL_FILE)))
      .sort();
  }

  /**
   * The one skill that a source means. Throws `NOT_A_SKILL` where the package has none of that name,
   * `CHOICE_NEEDED` where it has several and none is named, `UNSAFE_LINK` for one that is elsewhere.
   */
  open(source: NpmSource): InstalledSkill {
    const { package: name } = source;
    const directory = this.directory(name);
    const skill = chosen(source, this.skills(name));
    const path = `${NPM_SKILLS}/${skill}`;
    const folder = this.#fs.realPath(join(directory, NPM_SKILLS, skill));
    if (!isUnder(directory, folder)) {
      throw new PaksError('UNSAFE_LINK', {
        message: `\`${path}\` of the npm package \`${name}\` is a link out of the package`,
        hint: 'its author has to copy the files in',
        data: { package: name, path },
      });
    }
    return { version: this.#version(directory, name), folder, path };
  }

  /** The real directory of a package. */
  directory(name: string): string {
    const found = findPackage(this.#fs, this.#root, name);
    if (found !== null) return found;
    throw new PaksError('PACKAGE_MISSING', {
      message: `the npm package \`${name}\` is not in \`node_modules\` of \`${this.#root}\` or above it`,
      hint: `run \`npm install\`, or \`npm install ${name}\` if the project does not name it yet`,
      data: { package: name, root: this.#root },
    });
  }

  #version(directory: string, name: string): Version {
    const file = join(directory, 'package.json');
    const { version } = readObject(this.#fs, file, name);
    if (version === undefined) return UNVERSIONED;
    if (typeof version === 'string' && isVersion(version)) return parseVersion(version);
    throw invalid(name, file, '`version` is not a semantic version');
  }
}

function chosen({ package: name, skill }: NpmSource, skills: readonly string[]): string {
  const [only, ...others] = skills;
  if (skill !== '' && skills.includes(skill)) return skill;
  if (skill === '' && only !== undefined && others.length === 0) return only;
  const listed = skills.slice(0, MOST_LISTED).map((known) => `\`${known}\``);
  const more = skills.length > MOST_LISTED ? ` and ${skills.length - MOST_LISTED} more` : '';
  const data = { package: name, skills };
  if (skill === '' && only !== undefined) {
    throw new PaksError('CHOICE_NEEDED', {
      message: `the npm package \`${name}\` ships ${skills.length} skills: ${listed.join(', ')}${more}`,
      hint: 'name one with `skill = "NAME"`',
      data,
    });
  }
  const near = nearest(skill, skills);
  const holds = only === undefined ? 'it ships no skill at all' : `it ships ${listed.join(', ')}`;
  throw new PaksError('NOT_A_SKILL', {
    message: `the npm package \`${name}\` holds no \`${NPM_SKILLS}/${skill === '' ? '*' : skill}/${SKILL_FILE}\``,
    hint: near === undefined ? `${holds}${more}` : `did you mean \`skill = "${near}"\`?`,
    data,
  });
}

function readObject(fs: FileSystem, file: string, name: string): Readonly<Record<string, unknown>> {
  const bytes = readRegularFile(fs, file, INPUT_LIMITS.manifestBytes);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
  } catch (cause) {
    throw invalid(name, file, 'it is not JSON', cause);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw invalid(name, file, 'it is not an object');
}

function invalid(name: string, file: string, why: string, cause?: unknown): PaksError {
  return new PaksError('PACKAGE_INVALID', {
    message: `the \`package.json\` of the npm package \`${name}\` cannot be read: ${why}`,
    hint: 'run `npm ci` to install it afresh',
    data: { package: name, file },
    cause,
  });
}
