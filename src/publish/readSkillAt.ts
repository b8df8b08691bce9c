import { PaksError } from '../errors/PaksError.ts';
import { followLink } from '../git/followLink.ts';
import type { TreeEntry } from '../git/GitClient.ts';
import type { WorkingCopy } from '../git/WorkingCopy.ts';
import { hashFile, integrityOf } from '../io/contentHash.ts';
import { SkillMeter } from '../io/SkillMeter.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { CommitId } from '../model/Locator.ts';
import { SKILL_LIMITS } from '../model/limits.ts';
import { checkSkillPaths } from '../model/skillPath.ts';
import type { SkillFile } from '../model/SkillTree.ts';

/** A skill as a commit holds it, and every file of that commit. */
export interface CommittedSkill {
  readonly files: readonly SkillFile[];
  /** From the root of the repository. */
  readonly paths: readonly string[];
}

/**
 * Reads a skill as whoever installs the commit gets it: from git's objects, so that what is untracked,
 * ignored, filtered or converted in the working copy counts for nothing. Throws `UNSAFE_LINK` (links out,
 * submodules: T02, T07), `UNSAFE_PATH` or `LIMIT_EXCEEDED`.
 */
export async function readSkillAt(
  copy: WorkingCopy,
  commit: CommitId,
  directory: string,
): Promise<CommittedSkill> {
  const tree = await copy.tree(commit);
  const prefix = directory === '' ? '' : `${directory}/`;
  const entries = new Map<string, TreeEntry>();
  for (const entry of tree) {
    if (!entry.path.startsWith(prefix)) continue;
    const path = entry.path.slice(prefix.length);
    entries.set(path, { ...entry, path });
  }
  refuseSubmodules(entries.values());
  checkSkillPaths(entries.keys());
  if (entries.size > SKILL_LIMITS.files) throw tooMany(entries.size);
  const contents = await readContents(copy, [...entries.values()]);
  const read = (id: string): Promise<Uint8Array> => Promise.resolve(contents(id));
  const meter = new SkillMeter();
  const files: SkillFile[] = [];
  for (const entry of entries.values()) {
    const file = await followLink(entry, { id: directory || '.', entries, read });
    const bytes = contents(file.id);
    meter.add(entry.path, bytes.length);
    files.push({ path: entry.path, mode: file.mode === '100755' ? 0o755 : 0o644, bytes });
  }
  return { files, paths: tree.map(({ path }) => path) };
}

/** The content hash of some files. */
export function integrityOfFiles(files: readonly SkillFile[]): Integrity {
  return integrityOf(files.map(hashFile));
}

async function readContents(
  copy: WorkingCopy,
  entries: readonly TreeEntry[],
): Promise<(id: string) => Uint8Array> {
  const ids = [...new Set(entries.map(({ id }) => id))];
  const blobs = ids.length === 0 ? [] : await copy.blobs(ids);
  const byId = new Map(blobs.map(({ id, bytes }) => [id, bytes]));
  return (id) => byId.get(id) ?? new Uint8Array();
}

function refuseSubmodules(entries: Iterable<TreeEntry>): void {
  for (const { path, mode } of entries) {
    if (mode !== '160000') continue;
    throw new PaksError('UNSAFE_LINK', {
      message: `the skill holds the submodule \`${path}\`, whose files no release has`,
      hint: 'copy the files in, or publish them as a skill of their own',
      data: { path },
    });
  }
}

function tooMany(files: number): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `the skill has ${files} files; the limit is ${SKILL_LIMITS.files}`,
    hint: 'take out what agents do not need',
    data: { limit: SKILL_LIMITS.files },
  });
}
