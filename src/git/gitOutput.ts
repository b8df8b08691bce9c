import { REPOSITORY_LIMITS } from '../model/limits.ts';
import { type CommitId, isCommitId } from '../model/Locator.ts';
import type { Blob, RemoteReference, TreeEntry } from './GitClient.ts';
import { entryMode, tooLarge } from './protocol/commitTree.ts';
import { objectId } from './protocol/objectId.ts';
import { protocolError } from './protocol/protocolError.ts';

/** What a remote advertises. */
export interface RemoteListing {
  readonly references: readonly RemoteReference[];
  /** The advertised name of each id, annotated tags by their own and by their commit's. */
  readonly names: ReadonlyMap<string, string>;
}

const PEELED = '^{}';

/** Reads what `git ls-remote --symref` prints. Throws `GIT_PROTOCOL`. */
export function parseRemoteListing(text: string): RemoteListing {
  const targets = new Map<string, string>();
  const commits = new Map<string, CommitId>();
  const names = new Map<string, string>();
  for (const line of text.split('\n').filter((line) => line !== '')) {
    const [left = '', right = ''] = line.split('\t');
    if (left.startsWith('ref: ')) {
      targets.set(right, left.slice('ref: '.length));
      continue;
    }
    if (!isCommitId(left)) throw protocolError('foreign', 'git listed no reference');
    const name = right.endsWith(PEELED) ? right.slice(0, -PEELED.length) : right;
    commits.set(name, left);
    names.set(left, name);
  }
  const references = [...commits].map(([name, commit]) => {
    const target = targets.get(name);
    return target === undefined ? { name, commit } : { name, commit, target };
  });
  return { references, names };
}

/** Reads what `git ls-tree -r -z` prints. Throws `LIMIT_EXCEEDED`. */
export function parseTreeListing(listing: Uint8Array): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const line of Buffer.from(listing).toString('utf8').split('\0')) {
    if (line === '') continue;
    const tab = line.indexOf('\t');
    const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
    const path = line.slice(tab + 1);
    if (entries.length >= REPOSITORY_LIMITS.treeEntries) throw tooLarge('entries', 'treeEntries');
    const kind = entryMode(mode);
    if (kind !== 'directory') entries.push({ path, mode: kind, id });
  }
  return entries;
}

/** Reads what `git cat-file --batch` prints of blobs, their ids verified. */
export function parseBlobs(output: Buffer): Blob[] {
  const blobs: Blob[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    const [id = '', , size = ''] = output.toString('latin1', at, end).split(' ');
    const bytes = output.subarray(end + 1, end + 1 + Number(size));
    if (objectId('blob', bytes) !== id) throw protocolError('malformed', `\`${id}\` is damaged`);
    blobs.push({ id, bytes });
    at = end + 1 + Number(size) + 1;
  }
  return blobs;
}
