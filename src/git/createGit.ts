import pLimit from 'p-limit';
import type { Environment } from '../io/environment.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { HttpClient } from '../io/HttpClient.ts';
import { remember } from '../io/remember.ts';
import { type GitUrl, parseGitUrl } from '../model/GitUrl.ts';
import { chooseTransport } from './chooseGit.ts';
import { type Credentials, gitCredentials } from './credentials.ts';
import type { CommitTree, GitClient, RemoteReference } from './GitClient.ts';
import { GitHttp } from './GitHttp.ts';
import { type GitNetwork, GitProgram } from './GitProgram.ts';
import { rewriteUrl } from './gitSettings.ts';
import { PartialGit } from './PartialGit.ts';
import { SystemGit } from './SystemGit.ts';

/** What git access is made of. */
export interface GitOptions {
  readonly http: HttpClient;
  readonly environment: Environment;
  readonly fs: FileSystem;
  /** A directory of Paks's own for short-lived repositories; made when needed. */
  readonly temporaryDirectory: string;
  /** The git program; default `git` on `PATH`. */
  readonly program?: string | undefined;
  /** True: all remotes through the git program (`git = "program"`). */
  readonly usesProgram?: boolean | undefined;
  /** True: git and ssh may ask at the terminal. */
  readonly interactive?: boolean | undefined;
  readonly isInsecureAllowed?: ((url: string) => boolean) | undefined;
  /** How the git program gets through to servers. */
  readonly network?: (() => Promise<GitNetwork>) | undefined;
  /** Who knows passwords; default the user's git credential helpers. */
  readonly credentials?: Credentials | undefined;
  /** Questions under way at once. Default 8. */
  readonly concurrency?: number | undefined;
}

const CONCURRENCY = 8;

/**
 * The git client of one process. Addresses are checked, rewritten by the user's `insteadOf` and sent
 * one way each; reference lists are asked for once. Cheap to make: git and libraries wait for use.
 */
export function createGit(options: GitOptions): GitClient {
  const program = new GitProgram(options);
  const clients = createClients(options, program);
  const limit = pLimit(options.concurrency ?? CONCURRENCY);
  const lists = new Map<string, Promise<readonly RemoteReference[]>>();
  const reach = async (url: string): Promise<{ address: GitUrl; client: GitClient }> => {
    const address = parseGitUrl(rewriteUrl(parseGitUrl(url), await program.userSettings()));
    return { address, client: clients(address) };
  };
  return {
    references: (url, prefixes) =>
      remember(lists, JSON.stringify([url, ...prefixes]), async () => {
        const { address, client } = await reach(url);
        return await limit(async () => await client.references(address, prefixes));
      }),
    tree: async (url, commit): Promise<CommitTree> => {
      const { address, client } = await reach(url);
      return await limit(async () => await client.tree(address, commit));
    },
    // Not limited: whoever reads slowly would keep a place that others wait for.
    async *blobs(url, commit, ids) {
      const { address, client } = await reach(url);
      yield* client.blobs(address, commit, ids);
    },
  };
}

function createClients(options: GitOptions, program: GitProgram): (url: GitUrl) => GitClient {
  const { fs, temporaryDirectory, usesProgram = false, isInsecureAllowed = () => false } = options;
  const system = new SystemGit({ program, fs, temporaryDirectory });
  const http = new GitHttp({
    http: options.http,
    credentials: options.credentials ?? gitCredentials(program),
    isInsecureAllowed,
  });
  const partial = new PartialGit({ http, fallback: lazyIsomorphicGit(http) });
  return (url) =>
    chooseTransport(url, { usesProgram, isInsecureAllowed }) === 'partial' ? partial : system;
}

/** The fallback, loaded by the first repository that needs it. */
function lazyIsomorphicGit(http: GitHttp): GitClient {
  let client: Promise<GitClient> | undefined;
  const load = async (): Promise<GitClient> => {
    client ??= import('./IsomorphicGit.ts').then(({ IsomorphicGit }) => new IsomorphicGit(http));
    return await client;
  };
  return {
    references: async (url, prefixes) => await (await load()).references(url, prefixes),
    tree: async (url, commit) => await (await load()).tree(url, commit),
    async *blobs(url, commit, ids) {
      yield* (await load()).blobs(url, commit, ids);
    },
  };
}
