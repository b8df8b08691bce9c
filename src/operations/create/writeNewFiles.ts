import { dirname, join } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { listIfThere } from '../../io/listIfThere.ts';
import { refuseEscapingParents } from '../../io/safePath.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { SkillFile } from '../../model/SkillTree.ts';

/**
 * Writes files that are not there yet below a directory, which is made where it is missing. Replaces
 * nothing: throws `MANIFEST_EXISTS` for a `SKILL.md`, `TARGET_NOT_OURS` for any other file, and takes
 * back what it wrote when one of them fails.
 */
export function writeNewFiles(fs: FileSystem, root: string, files: readonly SkillFile[]): void {
  refuseSkillThere(fs, root);
  for (const { path } of files) refuseThere(fs, root, path);
  const undo: (() => void)[] = [];
  try {
    for (const { path, mode, bytes } of files) {
      const target = join(root, path);
      makeParents(fs, dirname(target), undo);
      fs.writeFile(target, bytes, { exclusive: true, mode: mode === 0o755 ? 0o777 : 0o666 });
      undo.push(() => fs.removeFile(target));
    }
  } catch (error) {
    for (const step of undo.reverse()) quietly(step);
    throw error;
  }
}

/** Any spelling of `SKILL.md` counts: on some systems they are one file. */
function refuseSkillThere(fs: FileSystem, root: string): void {
  const spelling = SKILL_FILE.toLowerCase();
  const there = listIfThere(fs, root).find(({ name }) => name.toLowerCase() === spelling);
  if (there === undefined) return;
  throw new PaksError('MANIFEST_EXISTS', {
    message: `\`${join(root, there.name)}\` is already there`,
    hint: 'edit it, and check it with `paks validate`',
  });
}

function refuseThere(fs: FileSystem, root: string, path: string): void {
  const target = join(root, path);
  if (dirname(target) !== root) refuseEscapingParents(fs, root, target);
  if (fs.lstat(target) === undefined) return;
  throw new PaksError('TARGET_NOT_OURS', {
    message: `\`${target}\` is already there`,
    hint: 'move it away, or leave out the flag that asks for it',
  });
}

function makeParents(fs: FileSystem, directory: string, undo: (() => void)[]): void {
  if (fs.stat(directory) !== undefined) return;
  makeParents(fs, dirname(directory), undo);
  fs.makeDirectory(directory);
  undo.push(() => fs.removeEmptyDirectory(directory));
}

function quietly(step: () => void): void {
  try {
    step();
  } catch {
    // The first failure is the one to report.
  }
}
