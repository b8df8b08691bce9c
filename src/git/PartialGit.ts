import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { GitUrl } from '../model/GitUrl.ts';
import { INPUT_LIMITS, REPOSITORY_LIMITS, SKILL_LIMITS } from '../model/limits.ts';
import type { CommitId } from '../model/Locator.ts';
import type { Blob, CommitTree, GitClient, RemoteReference } from './GitClient.ts';
import type { GitHttp } from './GitHttp.ts';
import { GitServer } from './GitServer.ts';
import { listTree, parseCommit } from './protocol/commitTree.ts';
import { encodeFetchObjects, encodeFetchTrees, readFetchedPack } from './protocol/fetchObjects.ts';
import { encodeLsRefs, readLsRefs } from './protocol/lsRefs.ts';
import type { GitObject } from './protocol/objectId.ts';
import type { PackLimits } from './protocol/packEntries.ts';
import { readPack } from './protocol/packReader.ts';
import { protocolError } from './protocol/protocolError.ts';

/** What a {@link PartialGit} works with. */
export interface PartialGitOptions {
  readonly http: GitHttp;
  /** Serves the repositories of servers without protocol v2 or partial fetches. */
  readonly fallback: GitClient;
}

const TREE_LIMITS: PackLimits = {
  objects: REPOSITORY_LIMITS.packObjects,
  objectBytes: REPOSITORY_LIMITS.treeBytes / 4,
  contentBytes: REPOSITORY_LIMITS.treeBytes,
};
const BLOB_LIMITS: PackLimits = {
  objects: REPOSITORY_LIMITS.packObjects,
  objectBytes: SKILL_LIMITS.fileBytes,
  contentBytes: REPOSITORY_LIMITS.packContentBytes,
};
const ATTEMPTS = 3;

/**
 * Reads remotes over HTTP by protocol v2's partial fetches: one request for references, one for a
 * commit's trees, one for any number of its blobs. Answers that were cut are asked for again.
 */
export class PartialGit implements GitClient {
  readonly #options: PartialGitOptions;
  readonly #servers = new Map<string, GitServer>();

  constructor(options: PartialGitOptions) {
    this.#options = options;
  }

  async references(url: string, prefixes: readonly string[]): Promise<readonly RemoteReference[]> {
    const ask = async (server: GitServer): Promise<readonly RemoteReference[]> =>
      await readLsRefs(
        await server.command(encodeLsRefs(prefixes), INPUT_LIMITS.referencesBytes),
        prefixes,
      );
    const answer = await this.#ask(url, ask);
    return answer ?? (await this.#options.fallback.references(url, prefixes));
  }

  async tree(url: string, commit: CommitId): Promise<CommitTree> {
    const answer = await this.#ask(url, async (server) => await readTree(server, commit));
    return answer ?? (await this.#options.fallback.tree(url, commit));
  }

  async *blobs(url: string, commit: CommitId, ids: readonly string[]): AsyncGenerator<Blob> {
    const missing = new Set(ids);
    for (let attempt = 1; missing.size > 0; attempt++) {
      const objects = await this.#ask(url, async (server) => await openBlobs(server, [...missing]));
      if (objects === null) {
        yield* this.#options.fallback.blobs(url, commit, [...missing]);
        return;
      }
      try {
        for await (const { id, type, bytes } of objects) {
          if (type === 'blob' && missing.delete(id)) yield { id, bytes };
        }
      } catch (error) {
        if (!isCut(error) || attempt === ATTEMPTS) throw error;
        continue;
      }
      for (const id of missing) throw notSent(url, id);
    }
  }

  /** Null where the question is the fallback's. */
  async #ask<Answer>(
    url: string,
    question: (server: GitServer) => Promise<Answer>,
  ): Promise<Answer | null> {
    const server = this.#serverOf(url);
    for (let attempt = 1; !server.isLimited; attempt++) {
      try {
        return await question(server);
      } catch (error) {
        if (isCut(error) && attempt < ATTEMPTS) continue;
        const step = await server.nextStep(error);
        if (step === 'fall-back') return null;
        if (step === 'give-up' || attempt === ATTEMPTS) throw error;
      }
    }
    return null;
  }

  #serverOf(url: string): GitServer {
    let server = this.#servers.get(url);
    if (server === undefined) {
      server = new GitServer(this.#options.http, url as GitUrl);
      this.#servers.set(url, server);
    }
    return server;
  }
}

async function readTree(server: GitServer, commit: CommitId): Promise<CommitTree> {
  const trees = new Map<string, Uint8Array>();
  let found: Uint8Array | null = null;
  for await (const { id, type, bytes } of await fetchPack(
    server,
    encodeFetchTrees(commit),
    TREE_LIMITS,
  )) {
    if (type === 'tree') trees.set(id, bytes);
    if (type === 'commit' && id === commit) found = bytes;
  }
  if (found === null) throw protocolError('malformed', `the git server sent no \`${commit}\``);
  const { tree, committedAt } = parseCommit(found);
  return { commit, committedAt, entries: listTree(tree, (id) => trees.get(id)) };
}

/**
 * Asks for blobs and waits for the first object, so that a server's refusal is known before anything
 * is given out.
 */
async function openBlobs(
  server: GitServer,
  ids: readonly string[],
): Promise<AsyncIterable<GitObject>> {
  const objects = await fetchPack(server, encodeFetchObjects(ids), BLOB_LIMITS);
  const first = await objects.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* objects;
  })();
}

async function fetchPack(
  server: GitServer,
  request: Uint8Array,
  limits: PackLimits,
): Promise<AsyncGenerator<GitObject>> {
  return readPack(readFetchedPack(await server.command(request, INPUT_LIMITS.packBytes)), limits);
}

function isCut(error: unknown): boolean {
  return isPaksError(error) && error.code === 'NETWORK_TRUNCATED';
}

function notSent(url: string, id: string): PaksError {
  return protocolError(
    'malformed',
    `\`${url}\` did not send the object \`${id}\` it was asked for`,
  );
}
