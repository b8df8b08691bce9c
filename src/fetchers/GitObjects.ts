import { PaksError } from '../errors/PaksError.ts';
import type { CommitTree, GitClient, RemoteReference } from '../git/GitClient.ts';
import { remember } from '../io/remember.ts';
import type { CommitId } from '../model/Locator.ts';
import type { TreeCache } from './TreeCache.ts';

interface Waiting {
  readonly id: string;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (reason: unknown) => void;
}

/** References of one remote that were asked for in one request. */
interface Listing {
  readonly prefixes: readonly string[];
  readonly references: Promise<readonly RemoteReference[]>;
}

/**
 * What one run knows of remote repositories: every reference list, tree and blob is asked for once.
 * Blobs wanted in the same turn travel in one request, so a hundred skills of one commit cost no more
 * requests than one.
 */
export class GitObjects {
  readonly #git: GitClient;
  readonly #trees: TreeCache;
  readonly #commits = new Map<string, Promise<CommitTree>>();
  readonly #blobs = new Map<string, Promise<Uint8Array>>();
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #listings = new Map<string, Listing>();

  constructor(git: GitClient, trees: TreeCache) {
    this.#git = git;
    this.#trees = trees;
  }

  /** The references of a remote whose names start with `prefix`; the client asks once a run. */
  async references(url: string, prefix: string): Promise<readonly RemoteReference[]> {
    const listing = this.#listings.get(url);
    const isListed = listing?.prefixes.some((listed) => prefix.startsWith(listed)) === true;
    if (!isListed) return await this.#git.references(url, [prefix]);
    return (await listing.references).filter(({ name }) => name.startsWith(prefix));
  }

  /** Asks a remote for all of these at once, so that no part of them is another request. Never fails. */
  listTogether(url: string, prefixes: readonly string[]): void {
    const references = this.#git.references(url, prefixes);
    // Whoever asks for a part of it hears of its failure.
    references.catch(() => undefined);
    this.#listings.set(url, { prefixes, references });
  }

  /** A commit's tree, from memory, from the cache on disk, or from the remote. */
  tree(url: string, commit: CommitId): Promise<CommitTree> {
    return remember(this.#commits, commit, async () => {
      const cached = await this.#trees.read(commit);
      if (cached !== null) return cached;
      const tree = await this.#git.tree(url, commit);
      await this.#trees.write(tree);
      return tree;
    });
  }

  /** One blob of a commit. Kept until {@link release}. */
  blob(url: string, commit: CommitId, id: string): Promise<Uint8Array> {
    return remember(this.#blobs, id, () => this.#enqueue(url, commit, id));
  }

  /** Forgets blobs whose bytes have been stored. */
  release(ids: Iterable<string>): void {
    for (const id of ids) this.#blobs.delete(id);
  }

  #enqueue(url: string, commit: CommitId, id: string): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const key = `${url} ${commit}`;
      const queue = this.#waiting.get(key);
      if (queue !== undefined) {
        queue.push({ id, resolve, reject });
        return;
      }
      this.#waiting.set(key, [{ id, resolve, reject }]);
      setImmediate(() => void this.#flush(url, commit, key));
    });
  }

  async #flush(url: string, commit: CommitId, key: string): Promise<void> {
    const queue = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    const byId = new Map(queue.map((waiting) => [waiting.id, waiting]));
    try {
      for await (const blob of this.#git.blobs(url, commit, [...byId.keys()])) {
        byId.get(blob.id)?.resolve(blob.bytes);
        byId.delete(blob.id);
      }
      for (const waiting of byId.values()) waiting.reject(missingBlob(url, waiting.id));
    } catch (error) {
      for (const waiting of byId.values()) waiting.reject(error);
    }
  }
}

function missingBlob(url: string, id: string): PaksError {
  return new PaksError('GIT_PROTOCOL', {
    message: `\`${url}\` did not send the object \`${id}\` that its own tree names`,
    hint: 'run the command again; if it stays, the repository is damaged',
  });
}
