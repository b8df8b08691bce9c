import { join } from 'node:path';
import { join as joinPosix } from 'node:path/posix';
import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { REPOSITORY_LIMITS } from '../model/limits.ts';
import { SKILL_FILE } from '../model/skillPath.ts';

/**
 * The paths of every `SKILL.md` below a folder, `/`-separated and relative to it. Directories whose names
 * match `skipped` are not entered, links not followed. Throws `LIMIT_EXCEEDED` where more lies there than in
 * any repository that is taken.
 */
export function findSkillFiles(fs: FileSystem, root: string, skipped: RegExp): readonly string[] {
  const files: string[] = [];
  let left: number = REPOSITORY_LIMITS.treeEntries;
  const visit = (directory: string, depth: number): void => {
    if (depth > REPOSITORY_LIMITS.treeDepth) return;
    for (const entry of fs.readDirectory(join(root, directory))) {
      left -= 1;
      if (left < 0) throw tooMany(root);
      const path = joinPosix(directory, entry.name);
      if (entry.isDirectory() && !skipped.test(entry.name)) visit(path, depth + 1);
      else if (entry.name === SKILL_FILE && !entry.isDirectory()) files.push(path);
    }
  };
  visit('', 1);
  return files;
}

/** What holds no skills of a project: git's own data, and packages. */
export const NO_SKILLS_INSIDE = /^(?:\.git|node_modules)$/;

function tooMany(root: string): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `there are more than ${REPOSITORY_LIMITS.treeEntries} files below \`${root}\``,
    hint: 'name the directories of the skills',
    data: { limit: REPOSITORY_LIMITS.treeEntries },
  });
}
