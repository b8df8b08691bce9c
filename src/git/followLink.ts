import { posix } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { TreeEntry } from './GitClient.ts';

const MOST_HOPS = 8;
const LONGEST_TARGET = 4096;

/** What a symbolic link of a skill leads to. */
export interface LinkQuestion {
  /** The skill's name, for the error. */
  readonly id: string;
  /** All entries of the skill, by path relative to it. */
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** The content of a link's own blob. */
  readonly read: (blobId: string) => Promise<Uint8Array>;
}

/**
 * Follows a link through the skill's own entries to a regular file. Throws `UNSAFE_LINK` (T02) when
 * it leaves the skill, leads nowhere, to a directory, round in a circle or through more than eight
 * others.
 */
export async function followLink(start: TreeEntry, question: LinkQuestion): Promise<TreeEntry> {
  let entry = start;
  for (let hop = 0; entry.mode === '120000'; hop++) {
    if (hop === MOST_HOPS) throw refused(question.id, start, 'itself, or through too many links');
    const bytes = await question.read(entry.id);
    if (bytes.length > LONGEST_TARGET) throw refused(question.id, start, 'a very long path');
    const target = new TextDecoder('utf-8', { fatal: false }).decode(bytes);
    const path = posix.normalize(posix.join(posix.dirname(entry.path), target));
    if (posix.isAbsolute(target) || path === '..' || path.startsWith('../')) {
      throw refused(question.id, start, `\`${target}\`, outside the skill`);
    }
    const next = question.entries.get(path);
    if (next === undefined) {
      throw refused(question.id, start, `\`${target}\`, which is no file of it`);
    }
    entry = next;
  }
  return entry;
}

function refused(id: string, link: TreeEntry, target: string): PaksError {
  return new PaksError('UNSAFE_LINK', {
    message: `\`${id}\` holds the link \`${link.path}\` to ${target}`,
    hint: 'a skill may only link to files of its own; its author has to copy the file in',
    data: { id, path: link.path },
  });
}
