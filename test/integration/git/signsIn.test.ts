import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createGit } from '../../../src/git/createGit.ts';
import { gitCredentials } from '../../../src/git/credentials.ts';
import type { GitClient } from '../../../src/git/GitClient.ts';
import { GitProgram } from '../../../src/git/GitProgram.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { gitEnvironment, quickHttp } from '../../helpers/gitClients.ts';
import { makeGitRepository } from '../../helpers/gitRepository.ts';
import { type GitHost, startGitHost } from '../../helpers/startGitHost.ts';

let folder: string;
let host: GitHost;
let commit: CommitId;
const credentials = { username: 'ada', password: 'secret' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paks-sign-in-'));
  const repository = await makeGitRepository(folder, 'private');
  commit = (await repository.commit({ 'SKILL.md': 'private' })) as CommitId;
  await makeGitRepository(folder, 'also-private');
  mkdirSync(join(folder, 'home'));
  host = await startGitHost({ root: folder, credentials });
});

beforeEach(() => {
  host.configure({ credentials });
  host.requests.length = 0;
  rmSync(join(folder, 'log'), { force: true });
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The user's git is configured to ask this helper, which writes down what it is told. */
function useHelper(answer: string): void {
  const helper = join(folder, 'helper');
  const log = join(folder, 'log');
  const lines = `{ echo "# $1"; cat; } >> '${log}'; [ "$1" = get ] && printf '${answer}'; exit 0`;
  writeFileSync(helper, `#!/bin/sh\n${lines}\n`);
  chmodSync(helper, 0o755);
  writeFileSync(join(folder, 'home', '.gitconfig'), `[credential]\n\thelper = ${helper}\n`);
}

const log = (): string =>
  existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '';
const asked = (verb: string): number => log().split(`# ${verb}`).length - 1;
const remote = (name = 'private'): string => `${host.url}/${name}.git`;
const withCode = (code: string): unknown => expect.objectContaining({ code });

function freshGit(options: { usesProgram?: boolean; path?: string } = {}): GitClient {
  const { path, usesProgram } = options;
  return createGit({
    http: quickHttp(),
    environment: gitEnvironment(folder, path === undefined ? {} : { PATH: path }),
    fs: nodeFileSystem,
    temporaryDirectory: join(folder, 'temporary'),
    usesProgram,
  });
}

describe('a repository that wants a sign-in', () => {
  test("is read with what the user's helper knows, asked once for all requests", async () => {
    useHelper('username=ada\\npassword=secret\\n');
    const git = freshGit();
    const [references, tree] = await Promise.all([
      git.references(remote(), ['HEAD']),
      git.tree(remote(), commit),
      git.references(remote('also-private'), ['HEAD']),
    ]);
    expect(references).toHaveLength(1);
    expect(tree.entries).toHaveLength(1);
    expect(asked('get')).toBe(1);
    expect(asked('store')).toBeGreaterThan(0);
    expect(asked('erase')).toBe(0);
    const { host: name } = new URL(host.url);
    expect(log()).toContain(`protocol=http\nhost=${name}\n`);
  });

  test('T15 sends no credential before it is asked for one, and to no other origin', async () => {
    useHelper('username=ada\\npassword=secret\\n');
    const other = await startGitHost({ root: folder });
    const git = freshGit();
    await git.references(remote(), ['HEAD']);
    await git.references(`${other.url}/private.git`, ['HEAD']);
    const sent = ({
      headers,
    }: {
      headers: Readonly<Record<string, string | undefined>>;
    }): boolean => headers['authorization'] !== undefined;
    expect(host.requests.map(sent)).toEqual([false, true]);
    expect(other.requests.map(sent)).toEqual([false]);
    await other.close();
  });

  test('tells the helper that its answer was wrong, and fails', async () => {
    useHelper('username=ada\\npassword=old\\n');
    await expect(freshGit().references(remote(), ['HEAD'])).rejects.toEqual(
      withCode('AUTH_REQUIRED'),
    );
    expect(asked('erase')).toBe(1);
    expect(asked('store')).toBe(0);
  });

  test('is a clean error where the helper knows nothing, or there is no git', async () => {
    useHelper('');
    await expect(freshGit().references(remote(), ['HEAD'])).rejects.toEqual(
      withCode('AUTH_REQUIRED'),
    );
    const without = freshGit({ path: join(folder, 'no-programs') });
    await expect(without.references(remote(), ['HEAD'])).rejects.toEqual(withCode('AUTH_REQUIRED'));
  });

  test('is read by the git program with the same helper', async () => {
    useHelper('username=ada\\npassword=secret\\n');
    const git = freshGit({ usesProgram: true });
    expect((await git.tree(remote(), commit)).entries).toHaveLength(1);
    expect(asked('get')).toBeGreaterThan(0);
  });

  test('T09 T15 asks no helper for an address with a line break', async () => {
    useHelper('username=ada\\npassword=secret\\n');
    const environment = gitEnvironment(folder);
    const temporaryDirectory = join(folder, 'temporary');
    const program = new GitProgram({ environment, fs: nodeFileSystem, temporaryDirectory });
    for (const url of ['http://127.0.0.1/a%0ahost=evil.test', 'http://127.0.0.1/a%0d']) {
      await expect(gitCredentials(program).fill(url)).rejects.toEqual(withCode('SOURCE_INVALID'));
    }
    expect(asked('get')).toBe(0);
  });

  test("T08 asks no helper that a project's own git settings name", async () => {
    rmSync(join(folder, 'home', '.gitconfig'), { force: true });
    const project = await makeGitRepository(folder, 'project');
    const marker = join(folder, 'marker');
    await project.git(['config', 'credential.helper', `!touch ${marker}`]);
    const git = createGit({
      http: quickHttp(),
      environment: gitEnvironment(folder, { GIT_DIR: project.path }),
      fs: nodeFileSystem,
      temporaryDirectory: join(project.path, 'temporary'),
    });
    await expect(git.references(remote(), ['HEAD'])).rejects.toEqual(withCode('AUTH_REQUIRED'));
    expect(existsSync(marker)).toBe(false);
  });
});
