import { join } from 'node:path';
import type { Credentials } from '../../src/git/credentials.ts';
import type { GitClient } from '../../src/git/GitClient.ts';
import { GitHttp } from '../../src/git/GitHttp.ts';
import { GitProgram } from '../../src/git/GitProgram.ts';
import { IsomorphicGit } from '../../src/git/IsomorphicGit.ts';
import { PartialGit } from '../../src/git/PartialGit.ts';
import { SystemGit } from '../../src/git/SystemGit.ts';
import type { Environment } from '../../src/io/environment.ts';
import { nodeFileSystem } from '../../src/io/FileSystem.ts';
import { createHttpClient } from '../../src/io/http.ts';
import type { HttpClient } from '../../src/io/HttpClient.ts';

/** The names of the three implementations of `GitClient`. */
export const CLIENT_NAMES = ['PartialGit', 'IsomorphicGit', 'SystemGit'] as const;

/** An environment with a home of its own in `folder`, and `git` found where the test's is. */
export function gitEnvironment(
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Environment {
  const home = join(folder, 'home');
  const inherited = { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
  return { variables: { ...inherited, ...variables }, platform: process.platform, home };
}

/** A client for requests whose waits between retries take no time. */
export function quickHttp(): HttpClient {
  return createHttpClient({
    version: '0.0.0',
    clock: { now: () => 0, sleep: async () => undefined },
    idleTimeout: 20_000,
  });
}

/** Nobody knows a password. */
export const noCredentials: Credentials = {
  fill: async () => null,
  approve: async () => undefined,
  reject: async () => undefined,
};

/** Refuses everything: for tests in which a client must not fall back. */
const noFallback: GitClient = {
  references: async () => await Promise.reject(new Error('fell back')),
  tree: async () => await Promise.reject(new Error('fell back')),
  blobs: () => {
    throw new Error('fell back');
  },
};

/** One implementation, on its own: `PartialGit` here never falls back. */
export function makeGitClient(
  name: (typeof CLIENT_NAMES)[number],
  folder: string,
  credentials = noCredentials,
): GitClient {
  const http = new GitHttp({ http: quickHttp(), credentials, isInsecureAllowed: () => false });
  switch (name) {
    case 'PartialGit':
      return new PartialGit({ http, fallback: noFallback });
    case 'IsomorphicGit':
      return new IsomorphicGit(http);
    case 'SystemGit':
      return makeSystemGit(folder);
  }
}

/** The client that runs the git program, keeping its repositories in `folder/git`. */
export function makeSystemGit(
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): GitClient {
  const temporaryDirectory = join(folder, 'git');
  const environment = gitEnvironment(folder, variables);
  const program = new GitProgram({ environment, fs: nodeFileSystem, temporaryDirectory });
  return new SystemGit({ program, fs: nodeFileSystem, temporaryDirectory });
}

/** All blobs a client gives for the ids, as text by id. */
export async function readBlobs(
  client: GitClient,
  url: string,
  { commit, ids }: { commit: string; ids: readonly string[] },
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for await (const { id, bytes } of client.blobs(url, commit as never, ids)) {
    if (found.has(id)) throw new Error(`${id} came twice`);
    found.set(id, Buffer.from(bytes));
  }
  return found;
}
