import { basename, join } from 'node:path';
import type { FileSystem } from '../../io/FileSystem.ts';
import type { RuleFinding, ValidateSkillInput } from '../../manifest/validateSkill.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import { judgeContent } from './judgeContent.ts';
import { type Fix, type MendedSkill, mendSkill } from './mendSkill.ts';
import { readingFinding, readSkillFolder, type SkillFolder } from './readSkillFolder.ts';
import { writeFixes } from './writeFixes.ts';

/** How a folder is judged. */
export interface ValidateFolderOptions {
  readonly fix: boolean;
  readonly dryRun: boolean;
  /** False where the disk knows no executable bit, so that no script can be said to lack it. */
  readonly hasModes: boolean;
}

/** What was found in one folder, after mending where that was asked for. */
export interface FolderVerdict {
  readonly findings: readonly RuleFinding[];
  /** What was mended, or would be. */
  readonly fixes: readonly Fix[];
  /** Fixes that `--fix` would make and that were not asked for. */
  readonly fixable: number;
}

/** Reads, mends where asked to and judges one skill. Runs nothing of it. */
export function validateFolder(
  fs: FileSystem,
  root: string,
  { fix, dryRun, hasModes }: ValidateFolderOptions,
): FolderVerdict {
  const read = readOrFinding(fs, root);
  if ('rule' in read) return { findings: [read], fixes: [], fixable: 0 };
  const folder = hasModes ? read : { ...read, files: read.files.map(executable) };
  const mended = mendSkill(folder.files);
  if (fix && !dryRun) writeFixes(fs, folder, mended.files);
  const files = fix ? mended.files : folder.files;
  const findings = judgeContent({
    files,
    emptyDirectories: folder.emptyDirectories,
    directoryName: directoryNameOf(fs, root),
    purpose: 'validate',
  });
  return { findings, fixes: fix ? mended.fixes : [], fixable: fix ? 0 : countForRules(mended) };
}

/** Null at the root of a repository: what the clone is called says nothing about the skill. */
export function directoryNameOf(fs: FileSystem, root: string): ValidateSkillInput['directoryName'] {
  return fs.lstat(join(root, '.git')) === undefined ? basename(root) : null;
}

function readOrFinding(fs: FileSystem, root: string): SkillFolder | RuleFinding {
  try {
    return readSkillFolder(fs, root);
  } catch (thrown) {
    return readingFinding(thrown);
  }
}

function executable(file: SkillFile): SkillFile {
  return { ...file, mode: 0o755 };
}

function countForRules({ fixes }: MendedSkill): number {
  return fixes.filter(({ rule }) => rule !== null).length;
}
