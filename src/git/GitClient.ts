import type { CommitId } from '../model/Locator.ts';

/** A reference of a remote. Annotated tags are peeled: `commit` is what they point at. */
export interface RemoteReference {
  /** The full name: `HEAD`, `refs/heads/main`, `refs/tags/v1.0.0`. */
  readonly name: string;
  readonly commit: CommitId;
  /** For `HEAD`: the branch it stands for, as a full name, where the server says. */
  readonly target?: string | undefined;
}

/** Git's own modes of what a tree may hold. `160000` is a submodule. */
export type EntryMode = '100644' | '100755' | '120000' | '160000';

/** One leaf of a commit's tree, path from the repository's root. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: EntryMode;
  /** Forty hex digits naming the blob (or the submodule's commit). */
  readonly id: string;
}

/** The files of one commit, without their content. */
export interface CommitTree {
  readonly commit: CommitId;
  /** The committer's time, milliseconds since the epoch. */
  readonly committedAt: number;
  /** In git's order. Names are exactly as stored: hostile until checked. */
  readonly entries: readonly TreeEntry[];
}

/** The content of one blob. */
export interface Blob {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a remote repository's objects. Never a clone, never a checkout: no hook, filter, attribute
 * or line-ending conversion can run. Throws `REPOSITORY_UNREACHABLE`, `REF_NOT_FOUND`,
 * `GIT_PROTOCOL`, `AUTH_REQUIRED`, `FORBIDDEN`, `LIMIT_EXCEEDED` or a network code.
 */
export interface GitClient {
  /**
   * References whose full name starts with one of the prefixes (`HEAD`, `refs/tags/`,
   * `refs/heads/main`). An empty list is a true answer; a cut or wrong advertisement throws.
   */
  references(url: string, prefixes: readonly string[]): Promise<readonly RemoteReference[]>;
  /** The commit's whole tree. */
  tree(url: string, commit: CommitId): Promise<CommitTree>;
  /** Exactly these blobs of that commit, each once, in any order, with their ids verified. */
  blobs(url: string, commit: CommitId, ids: readonly string[]): AsyncIterable<Blob>;
}
