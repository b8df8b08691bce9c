import { basename, dirname, join, resolve } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { bestSkills, findSkills } from '../../manifest/findSkills.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import { findSkillFiles } from '../findSkillFiles.ts';

/** Where to look. */
export interface FindFoldersInput {
  /** As they were typed; none means the working directory. */
  readonly paths: readonly string[];
  /** Absolute. */
  readonly workingDirectory: string;
  /** Examples, tests and nested skills too. */
  readonly allDepths: boolean;
}

/** The directories of some skills. */
export interface FoundFolders {
  /** Absolute, each once. */
  readonly folders: readonly string[];
  /** How many of lower rank were left out. */
  readonly skipped: number;
}

const SKIPPED = /^\.|^node_modules$/;

/**
 * The skill at each path or, where there is none, every skill below it: directories whose names start
 * with a dot and `node_modules` are not entered, links not followed, and of what is found the best rank
 * counts. Throws `NOT_A_SKILL` for a path that leads to none.
 */
export function findSkillFolders(fs: FileSystem, input: FindFoldersInput): FoundFolders {
  const { paths, workingDirectory, allDepths } = input;
  const found = (paths.length === 0 ? ['.'] : paths).map((path) =>
    foldersAt(fs, { path, place: resolve(workingDirectory, path), allDepths }),
  );
  return {
    folders: [...new Set(found.flatMap(({ folders }) => folders))],
    skipped: found.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** The one skill at a path. Throws `NOT_A_SKILL`. */
export function skillFolderAt(fs: FileSystem, path: string, workingDirectory: string): string {
  const place = resolve(workingDirectory, path);
  const folder = skillAt(fs, place);
  if (folder !== null) return folder;
  throw notASkill(fs, path, place);
}

interface Place {
  readonly path: string;
  readonly place: string;
  readonly allDepths: boolean;
}

function foldersAt(fs: FileSystem, { path, place, allDepths }: Place): FoundFolders {
  const here = skillAt(fs, place);
  if (here !== null) return { folders: [here], skipped: 0 };
  if (fs.stat(place)?.isDirectory() !== true) throw notASkill(fs, path, place);
  const all = findSkills(findSkillFiles(fs, place, SKIPPED));
  if (all.length === 0) throw notASkill(fs, path, place);
  const wanted = allDepths ? all : bestSkills(all);
  const folders = wanted.map((skill) => join(place, skill.path));
  return { folders, skipped: all.length - folders.length };
}

/** Null where neither the directory nor the file is a skill's; names are compared exactly. */
function skillAt(fs: FileSystem, place: string): string | null {
  const status = fs.stat(place);
  if (status?.isFile() === true && basename(place) === SKILL_FILE) return dirname(place);
  if (status?.isDirectory() !== true) return null;
  return fs.readDirectory(place).some(({ name }) => name === SKILL_FILE) ? place : null;
}

function notASkill(fs: FileSystem, path: string, place: string): PaksError {
  const status = fs.stat(place);
  const misspelt =
    status?.isDirectory() === true
      ? fs.readDirectory(place).find(({ name }) => name.toLowerCase() === SKILL_FILE.toLowerCase())
      : undefined;
  const what = status === undefined ? 'does not exist' : `holds no \`${SKILL_FILE}\``;
  return new PaksError('NOT_A_SKILL', {
    message: `\`${path}\` ${what}`,
    hint:
      misspelt === undefined
        ? 'name the directory of a skill, or start one with `paks create`'
        : `rename \`${misspelt.name}\` to \`${SKILL_FILE}\``,
    data: { path },
  });
}
