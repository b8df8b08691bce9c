import { dirname, join } from 'node:path';
import type { CommitTree, EntryMode, TreeEntry } from '../git/GitClient.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { type CommitId, isCommitId } from '../model/Locator.ts';

const FORMAT = 'v1';
const MODES: ReadonlySet<string> = new Set(['100644', '100755', '120000', '160000']);

/**
 * Tree listings by commit, on disk. A commit's id names its whole content, so an entry never grows
 * old; one that cannot be read is as good as none.
 */
export class TreeCache {
  readonly #fs: FileSystem;
  readonly #directory: string;

  constructor(fs: FileSystem, directory: string) {
    this.#fs = fs;
    this.#directory = join(directory, FORMAT);
  }

  /** The cached tree of a commit, or null. */
  async read(commit: CommitId): Promise<CommitTree | null> {
    try {
      return parseTree(commit, new TextDecoder().decode(this.#fs.readFile(this.#path(commit))));
    } catch {
      return null;
    }
  }

  /** Keeps a tree. A cache that cannot be written is no reason to fail. */
  async write(tree: CommitTree): Promise<void> {
    const path = this.#path(tree.commit);
    try {
      this.#fs.makeDirectories(dirname(path), 0o700);
      atomicWrite(this.#fs, path, formatTree(tree), { mode: 0o600 });
    } catch {
      return;
    }
  }

  #path(commit: CommitId): string {
    return join(this.#directory, commit.slice(0, 2), commit.slice(2));
  }
}

/** First line the commit's time, then `mode id path` and NUL for each entry: names may hold newlines. */
function formatTree(tree: CommitTree): string {
  const entries = tree.entries.map(({ mode, id, path }) => `${mode} ${id} ${path}\0`);
  return `${tree.committedAt}\n${entries.join('')}`;
}

function parseTree(commit: CommitId, text: string): CommitTree | null {
  const newline = text.indexOf('\n');
  const committedAt = Number(text.slice(0, newline));
  if (newline < 1 || !Number.isSafeInteger(committedAt)) return null;
  const lines = text.slice(newline + 1).split('\0');
  if (lines.pop() !== '') return null;
  const entries = lines.map(parseEntry);
  return entries.includes(null) ? null : { commit, committedAt, entries: entries as TreeEntry[] };
}

function parseEntry(line: string): TreeEntry | null {
  const mode = line.slice(0, 6);
  const id = line.slice(7, 47);
  const path = line.slice(48);
  if (!MODES.has(mode) || !isCommitId(id) || path === '') return null;
  return { mode: mode as EntryMode, id, path };
}
