import { PaksError } from '../../errors/PaksError.ts';
import { REPOSITORY_LIMITS } from '../../model/limits.ts';
import type { EntryMode, TreeEntry } from '../GitClient.ts';
import { packetText } from './pktLine.ts';
import { protocolError } from './protocolError.ts';

/** What Paks needs of a commit object. */
export interface CommitSummary {
  readonly tree: string;
  /** The committer's time, milliseconds since the epoch. */
  readonly committedAt: number;
}

/** Reads the header of a commit object. Throws `GIT_PROTOCOL`. */
export function parseCommit(bytes: Uint8Array): CommitSummary {
  const text = packetText(bytes);
  const header = text.slice(0, text.indexOf('\n\n') + 1 || undefined);
  const tree = /^tree ([0-9a-f]{40})\n/.exec(header)?.[1];
  const seconds = /^committer .*> (\d{1,11}) [+-]\d{4}$/m.exec(header)?.[1];
  if (tree === undefined) throw protocolError('malformed', 'a commit names no tree');
  return { tree, committedAt: Number(seconds ?? 0) * 1000 };
}

/** One entry of one tree object; `directory` is what git writes as mode 40000. */
export interface RawTreeEntry {
  readonly mode: EntryMode | 'directory';
  readonly name: string;
  readonly id: string;
}

/**
 * Reads a tree object. Throws `GIT_PROTOCOL`.
 * @yields its entries in git's order
 */
export function* parseTree(bytes: Uint8Array): Generator<RawTreeEntry> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < buffer.length; ) {
    const space = buffer.indexOf(0x20, at);
    const end = buffer.indexOf(0, space);
    if (space < 0 || end < 0 || end + 21 > buffer.length) throw brokenTree('it is cut');
    const name = buffer.toString('utf8', space + 1, end);
    if (name === '' || name.includes('/')) throw brokenTree('a name in it is empty or a path');
    yield {
      mode: entryMode(buffer.toString('latin1', at, space)),
      name,
      id: buffer.toString('hex', end + 1, end + 21),
    };
    at = end + 21;
  }
}

/** Git's mode, octal as in a tree, as one of those in use; early repositories hold odd permissions. */
export function entryMode(text: string): EntryMode | 'directory' {
  const mode = /^[0-7]{5,6}$/.test(text) ? Number.parseInt(text, 8) : 0;
  switch (mode & 0o170000) {
    case 0o040000:
      return 'directory';
    case 0o100000:
      return (mode & 0o100) === 0 ? '100644' : '100755';
    case 0o120000:
      return '120000';
    case 0o160000:
      return '160000';
    default:
      throw brokenTree('an entry in it is of an unknown kind');
  }
}

interface Place {
  readonly entries: Iterator<RawTreeEntry>;
  readonly prefix: string;
}

/**
 * All leaves below a root tree, in git's order. What is walked is bounded, not what is stored: a few
 * trees that hold each other many times make a bomb. Throws `LIMIT_EXCEEDED` or `GIT_PROTOCOL`.
 */
export function listTree(
  root: string,
  treeOf: (id: string) => Uint8Array | undefined,
): readonly TreeEntry[] {
  const leaves: TreeEntry[] = [];
  const open = (id: string, prefix: string): Place => {
    const bytes = treeOf(id);
    if (bytes === undefined) throw brokenTree('it is missing');
    return { entries: parseTree(bytes), prefix };
  };
  const places = [open(root, '')];
  let seen = 0;
  for (let place = places.at(-1); place !== undefined; place = places.at(-1)) {
    const next = place.entries.next();
    if (next.done === true) {
      places.pop();
      continue;
    }
    const { mode, name, id } = next.value;
    seen += 1;
    if (seen > REPOSITORY_LIMITS.treeEntries) throw tooLarge('entries', 'treeEntries');
    if (mode !== 'directory') {
      leaves.push({ path: place.prefix + name, mode, id });
      continue;
    }
    if (places.length >= REPOSITORY_LIMITS.treeDepth) throw tooLarge('levels', 'treeDepth');
    places.push(open(id, `${place.prefix}${name}/`));
  }
  return leaves;
}

/** The refusal of a tree that is over one of the {@link REPOSITORY_LIMITS}. */
export function tooLarge(what: string, limit: keyof typeof REPOSITORY_LIMITS): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `the repository's tree has more than ${REPOSITORY_LIMITS[limit]} ${what}`,
    hint: 'check the URL; Paks reads no repository that large',
    data: { limit: REPOSITORY_LIMITS[limit] },
  });
}

function brokenTree(what: string): Error {
  return protocolError('malformed', `the git server sent a broken tree: ${what}`);
}
