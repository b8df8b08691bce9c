import { createHash } from 'node:crypto';
import type {
  Blob,
  CommitTree,
  EntryMode,
  GitClient,
  RemoteReference,
} from '../../src/git/GitClient.ts';
import type { CommitId } from '../../src/model/Locator.ts';

/** One file of a {@link memoryGit} commit: its text, or a mode with it. */
export type MemoryFile = string | { readonly mode: EntryMode; readonly text: string };

/** A remote in memory, and what was asked of it. */
export interface MemoryGit extends GitClient {
  /** Makes a commit that these references point at, and returns its id. */
  commit(files: Readonly<Record<string, MemoryFile>>, ...references: string[]): CommitId;
  /** `references PREFIX`, `tree COMMIT` and `blobs COUNT`, in order. */
  readonly asked: string[];
  /** The next question for blobs fails with this. */
  failBlobs(error: unknown): void;
  /** Answers no longer hold this file's content. */
  lose(text: string): void;
}

/** The id that git gives to this content. */
export function blobId(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}

/** An implementation of the port over maps: every URL is the same repository. */
export function memoryGit(committedAt = Date.UTC(2026, 7, 1)): MemoryGit {
  const trees = new Map<string, CommitTree>();
  const blobs = new Map<string, Uint8Array>();
  const references: RemoteReference[] = [];
  const asked: string[] = [];
  let failure: unknown;
  return {
    asked,
    commit: (files, ...names) => {
      const entries = Object.entries(files).map(([path, file]) => {
        const { mode, text } = typeof file === 'string' ? { mode: REGULAR, text: file } : file;
        blobs.set(blobId(text), Buffer.from(text));
        return { path, mode, id: blobId(text) };
      });
      const commit = blobId(`${trees.size} ${JSON.stringify(entries)}`) as CommitId;
      trees.set(commit, { commit, committedAt, entries });
      references.push(...names.map((name) => ({ name, commit })));
      return commit;
    },
    failBlobs: (error) => {
      failure = error;
    },
    lose: (text) => {
      blobs.delete(blobId(text));
    },
    references: async (_url, prefixes) => {
      asked.push(`references ${prefixes.join(' ')}`);
      return references.filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
    },
    tree: async (_url, commit) => {
      asked.push(`tree ${commit}`);
      const tree = trees.get(commit);
      if (tree === undefined) throw new Error(`no commit ${commit}`);
      return tree;
    },
    blobs: async function* answer(_url, _commit, ids): AsyncGenerator<Blob> {
      asked.push(`blobs ${ids.length}`);
      const reason = failure;
      failure = undefined;
      if (reason !== undefined) throw reason;
      for (const id of ids) {
        const bytes = blobs.get(id);
        if (bytes !== undefined) yield { id, bytes };
      }
    },
  };
}

const REGULAR: EntryMode = '100644';
