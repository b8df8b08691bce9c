import { PaksError } from '../errors/PaksError.ts';
import type { CommitTree, TreeEntry } from '../git/GitClient.ts';
import type { SkillId } from '../model/SkillId.ts';

/**
 * The entries of a tree below a directory ('' for the root), with paths relative to it, as git
 * orders them. Names are as hostile as before: `ingest` refuses `.git` and its like.
 */
export function entriesBelow(tree: CommitTree, directory: string): readonly TreeEntry[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  const below: TreeEntry[] = [];
  for (const entry of tree.entries) {
    if (!entry.path.startsWith(prefix)) continue;
    below.push({ ...entry, path: entry.path.slice(prefix.length) });
  }
  return below;
}

/** Throws `UNSAFE_LINK` when a skill holds a submodule (T07): its content is not the commit's. */
export function assertNoSubmodules(id: SkillId, entries: readonly TreeEntry[]): void {
  const submodule = entries.find((entry) => entry.mode === '160000');
  if (submodule === undefined) return;
  throw new PaksError('UNSAFE_LINK', {
    message: `\`${id}\` holds the submodule \`${submodule.path}\``,
    hint: 'its author can copy the files in, or publish them as a skill of their own',
    data: { id, path: submodule.path },
  });
}
