import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile, integrityOf } from '../../src/io/contentHash.ts';
import type { Integrity } from '../../src/model/Integrity.ts';
import type { FileMode, SkillFile, SkillTree } from '../../src/model/SkillTree.ts';

/** A file of a skill from text. */
export function skillFile(path: string, text: string, mode: FileMode = 0o644): SkillFile {
  return { path, mode, bytes: Buffer.from(text) };
}

/** A small skill with a directory and a script, made different by `text`. */
export function sampleSkill(text = 'sample'): readonly SkillFile[] {
  return [
    skillFile('SKILL.md', `---\nname: sample\ndescription: ${text}\n---\n`),
    skillFile('references/deep/notes.md', text),
    skillFile('scripts/run.sh', '#!/bin/sh\n', 0o755),
  ];
}

// Files as a fetcher would hand them over.
export async function* treeOf(files: readonly SkillFile[]): SkillTree {
  yield* files;
}

/** All files of a tree. */
export async function collectFiles(tree: AsyncIterable<SkillFile>): Promise<readonly SkillFile[]> {
  const files: SkillFile[] = [];
  for await (const file of tree) files.push(file);
  return files;
}

/** The content hash of some files. */
export function integrityOfSkill(files: readonly SkillFile[]): Integrity {
  return integrityOf(files.map(hashFile));
}

/** Every file below a directory as `path mode text`, sorted; links are not followed. */
export function listFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const mode = (statSync(path).mode & 0o777).toString(8);
      return `${path.slice(root.length + 1)} ${mode} ${readFileSync(path, 'utf8')}`;
    })
    .sort();
}
