import { entriesBelow } from '../../fetchers/gitSkillEntries.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import { GitFetcher } from '../../fetchers/GitFetcher.ts';
import { readVerified } from '../../fetchers/ingest.ts';
import type { GitPin, Locator } from '../../model/Locator.ts';

/**
 * Whether another version holds the very same files as the locked one. Of a registry the content
 * hashes say so; of git the trees of both commits, which name every file's content, and only where the
 * old commit is gone, the bytes of the new one.
 */
export async function isSameContent(
  objects: GitObjects,
  locked: Locator,
  other: Locator,
): Promise<boolean> {
  if (locked.integrity !== null && other.integrity !== null) {
    return locked.integrity === other.integrity;
  }
  if (locked.pin.kind !== 'git' || other.pin.kind !== 'git') return false;
  if (locked.pin.commit === other.pin.commit) return true;
  const now = await filesIn(objects, other.pin);
  const before = await filesIn(objects, locked.pin).catch(() => null);
  if (before !== null) return before === now;
  const tree = await new GitFetcher(objects).open(other, other.pin);
  return locked.integrity === (await readVerified({ locator: other, tree })).integrity;
}

/** Every file of the skill with its mode and the id of its content, as one text. */
async function filesIn(objects: GitObjects, { url, commit, path }: GitPin): Promise<string> {
  const entries = entriesBelow(await objects.tree(url, commit), path);
  return entries.map((entry) => `${entry.mode} ${entry.id} ${entry.path}`).join('\0');
}
