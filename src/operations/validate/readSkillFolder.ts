import { join } from 'node:path';
import { join as joinPosix } from 'node:path/posix';
import { isPaksError, type PaksError } from '../../errors/PaksError.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { walkTree } from '../../io/walkTree.ts';
import type { RuleFinding } from '../../manifest/validateSkill.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { SkillFile } from '../../model/SkillTree.ts';

/** A skill in a folder of its author's. */
export interface SkillFolder {
  readonly files: readonly SkillFile[];
  /** `/`-separated, relative to the skill. */
  readonly emptyDirectories: readonly string[];
  /** Path in the skill to the file on this disk that holds its bytes. */
  readonly sources: ReadonlyMap<string, string>;
}

/** The rule that a link breaks which leaves the skill; found while reading, not by looking at files. */
export const SYMLINKS_INSIDE = 'symlinks-inside';

const RULES: Readonly<Partial<Record<PaksError['code'], string>>> = {
  UNSAFE_LINK: SYMLINKS_INSIDE,
  UNSAFE_PATH: 'paths-safe',
  LIMIT_EXCEEDED: 'within-limits',
};

/**
 * Reads all files of a skill as every release would hold them. Throws `UNSAFE_LINK`, `UNSAFE_PATH` or
 * `LIMIT_EXCEEDED` (threats T01, T02, T05).
 */
export function readSkillFolder(fs: FileSystem, root: string): SkillFolder {
  const walked = walkTree(fs, root);
  return {
    files: walked.map(({ path, mode, source }) => ({ path, mode, bytes: fs.readFile(source) })),
    emptyDirectories: emptyDirectories(fs, root, ''),
    sources: new Map(walked.map(({ path, source }) => [path, source])),
  };
}

/** What {@link readSkillFolder} threw as a finding, so that the other skills are still judged. */
export function readingFinding(thrown: unknown): RuleFinding {
  const rule = isPaksError(thrown) ? RULES[thrown.code] : undefined;
  if (!isPaksError(thrown) || rule === undefined) throw thrown;
  const { path, paths } = thrown.data;
  const named = typeof path === 'string' ? path : Array.isArray(paths) ? paths[0] : undefined;
  return {
    rule,
    severity: 'error',
    message: thrown.message,
    path: typeof named === 'string' && named !== '' ? named : SKILL_FILE,
    line: 1,
    column: 1,
  };
}

/** Those that hold nothing at all, deep ones included. */
function emptyDirectories(fs: FileSystem, root: string, directory: string): readonly string[] {
  const entries = fs.readDirectory(join(root, directory));
  if (entries.length === 0 && directory !== '') return [directory];
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== '.git')
    .flatMap(({ name }) => emptyDirectories(fs, root, joinPosix(directory, name)))
    .sort();
}
