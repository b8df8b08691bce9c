/** Mode of a file in a skill: executable by its owner, or not. Nothing else is kept. */
export type FileMode = 0o644 | 0o755;

/** One regular file of a skill. `path` is `/`-separated and relative to the skill. */
export interface SkillFile {
  readonly path: string;
  readonly mode: FileMode;
  readonly bytes: Uint8Array;
}

/** The files of one skill as a fetcher yields them: unverified, in any order, read once. */
export type SkillTree = AsyncIterable<SkillFile>;

/** All files of a tree, in its order. Throws what reading it throws. */
export async function filesOf(tree: SkillTree): Promise<readonly SkillFile[]> {
  const files: SkillFile[] = [];
  for await (const file of tree) files.push(file);
  return files;
}
