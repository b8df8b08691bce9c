import { posix } from 'node:path';
import type { TreeEntry } from '../../../../src/git/GitClient.ts';
import { Refusal } from '../http/Refusal.ts';

const MOST_HOPS = 8;

/**
 * The regular file that a symbolic link of a skill stands for. `entries` are all of the skill's, by
 * path relative to it. Throws `INVALID_SKILL` when the link leaves the skill, leads to nothing or to
 * a directory, or round in a circle (threat T02).
 */
export async function followLink(
  start: TreeEntry,
  entries: ReadonlyMap<string, TreeEntry>,
  read: (entry: TreeEntry) => Promise<Uint8Array>,
): Promise<TreeEntry> {
  let entry = start;
  for (let hop = 0; entry.mode === '120000'; hop++) {
    const target = new TextDecoder().decode(await read(entry));
    const path = posix.normalize(posix.join(posix.dirname(entry.path), target));
    const next = posix.isAbsolute(target) ? undefined : entries.get(path);
    if (next === undefined || hop === MOST_HOPS) {
      throw new Refusal(
        'INVALID_SKILL',
        `the link \`${start.path}\` leads to no file of the skill`,
        {
          details: { path: start.path },
        },
      );
    }
    entry = next;
  }
  return entry;
}
