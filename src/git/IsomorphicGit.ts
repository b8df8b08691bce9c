import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { codeOf, messageOf } from '../errors/describeFailure.ts';
import { SKILL_LIMITS } from '../model/limits.ts';
import { type CommitId, isCommitId } from '../model/Locator.ts';
import type { Blob, CommitTree, GitClient, RemoteReference } from './GitClient.ts';
import type { GitHttp } from './GitHttp.ts';
import { type IsomorphicHttp, isomorphicHttp } from './isomorphicHttp.ts';
import { fileTooLarge } from './fileTooLarge.ts';
import { createMemoryFiles, type MemoryFiles } from './memoryFiles.ts';
import { listTree, parseCommit, parseTree } from './protocol/commitTree.ts';
import { isWanted } from './protocol/lsRefs.ts';
import { type ObjectType, objectId } from './protocol/objectId.ts';
import { faultOf, protocolError } from './protocol/protocolError.ts';

type Library = typeof import('isomorphic-git');

/** One commit with all its files, in memory. */
interface Snapshot {
  readonly key: string;
  readonly read: (id: string, type: ObjectType) => Promise<Uint8Array>;
}

const GIT_DIRECTORY = '/repository';

/**
 * Reads remotes over HTTP by isomorphic-git, for servers that know no protocol v2 or no partial
 * fetches: one commit travels whole, without history, and is read from memory. Slower and hungrier
 * than a partial fetch, so only the fallback. The library's `clone` and `checkout` are never used.
 */
export class IsomorphicGit implements GitClient {
  readonly #http: IsomorphicHttp;
  /** The last one only: a tree and its blobs are asked for one after the other. */
  #snapshot: Promise<Snapshot> | undefined;
  #snapshotKey = '';

  constructor(http: GitHttp) {
    this.#http = isomorphicHttp(http);
  }

  async references(url: string, prefixes: readonly string[]): Promise<readonly RemoteReference[]> {
    const all = await this.#advertised(url);
    return all
      .filter(({ ref }) => isWanted(ref, prefixes))
      .map(({ ref, oid, peeled, target }) => {
        const commit = peeled ?? oid;
        if (!isCommitId(commit)) throw protocolError('foreign', 'the git server listed no id');
        return target === undefined ? { name: ref, commit } : { name: ref, commit, target };
      });
  }

  async tree(url: string, commit: CommitId): Promise<CommitTree> {
    const { read } = await this.#snapshotOf(url, commit);
    const { tree, committedAt } = parseCommit(await read(commit, 'commit'));
    const trees = new Map<string, Uint8Array>();
    const unread = [tree];
    for (let id = unread.pop(); id !== undefined; id = unread.pop()) {
      if (trees.has(id)) continue;
      const bytes = await read(id, 'tree');
      trees.set(id, bytes);
      for (const entry of parseTree(bytes)) if (entry.mode === 'directory') unread.push(entry.id);
    }
    return { commit, committedAt, entries: listTree(tree, (id) => trees.get(id)) };
  }

  async *blobs(url: string, commit: CommitId, ids: readonly string[]): AsyncGenerator<Blob> {
    if (ids.length === 0) return;
    const { read } = await this.#snapshotOf(url, commit);
    for (const id of new Set(ids)) {
      const bytes = await read(id, 'blob');
      if (bytes.length > SKILL_LIMITS.fileBytes) throw fileTooLarge(id, bytes.length);
      yield { id, bytes };
    }
  }

  async #advertised(url: string) {
    const git = await import('isomorphic-git');
    return await explained(url, async () => {
      const { refs } = await git.getRemoteInfo2({ http: this.#http, url, protocolVersion: 1 });
      return refs ?? [];
    });
  }

  async #snapshotOf(url: string, commit: CommitId): Promise<Snapshot> {
    const key = `${url} ${commit}`;
    if (this.#snapshot === undefined || this.#snapshotKey !== key) {
      this.#snapshotKey = key;
      this.#snapshot = this.#fetch(url, commit);
      this.#snapshot.catch(() => {
        if (this.#snapshotKey === key) this.#snapshot = undefined;
      });
    }
    return await this.#snapshot;
  }

  async #fetch(url: string, commit: CommitId): Promise<Snapshot> {
    const git = await import('isomorphic-git');
    const files = createMemoryFiles();
    // Old servers give only what they advertise: an annotated tag then stands for its commit.
    const named = (await this.#advertised(url)).find(
      ({ oid, peeled }) => oid === commit || peeled === commit,
    );
    await explained(url, async () => {
      await git.init({ fs: files, gitdir: GIT_DIRECTORY, bare: true });
      await git.addRemote({ fs: files, gitdir: GIT_DIRECTORY, remote: 'origin', url });
      await git.fetch({
        fs: files,
        http: this.#http,
        gitdir: GIT_DIRECTORY,
        url,
        ref: named?.oid ?? commit,
        depth: 1,
        singleBranch: true,
        tags: false,
      });
    });
    return { key: `${url} ${commit}`, read: readerOf(git, files) };
  }
}

/** Reads from the fetched pack; what comes out is what the id says, or it does not come out. */
function readerOf(git: Library, files: MemoryFiles): Snapshot['read'] {
  const cache = {};
  return async (id, type) => {
    const { object } = await explained(id, async () => {
      return await git.readObject({
        fs: files,
        gitdir: GIT_DIRECTORY,
        oid: id,
        format: 'content',
        cache,
      });
    });
    if (object instanceof Uint8Array && objectId(type, object) === id) return object;
    throw protocolError('malformed', `the git server sent something else for \`${id}\``);
  };
}

/** Runs a verb of the library; its own errors become ours. */
async function explained<Value>(subject: string, verb: () => Promise<Value>): Promise<Value> {
  try {
    return await verb();
  } catch (thrown) {
    if (isPaksError(thrown) && faultOf(thrown) !== 'refused') throw thrown;
    if (isPaksError(thrown) || codeOf(thrown) === 'NotFoundError') {
      throw new PaksError('REF_NOT_FOUND', {
        message: `\`${subject}\` does not give what was asked for: ${messageOf(thrown)}`,
        hint: 'check that the branch, tag or commit is still there; `paks update` moves to what is',
        cause: thrown,
      });
    }
    throw protocolError('malformed', `\`${subject}\` cannot be read: ${messageOf(thrown)}`, thrown);
  }
}
