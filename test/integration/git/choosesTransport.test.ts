import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createGit, type GitOptions } from '../../../src/git/createGit.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import type { HttpClient } from '../../../src/io/HttpClient.ts';
import { gitEnvironment, quickHttp } from '../../helpers/gitClients.ts';
import { makeGitRepository } from '../../helpers/gitRepository.ts';
import { type GitHost, startGitHost } from '../../helpers/startGitHost.ts';

let folder: string;
let host: GitHost;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paks-choose-'));
  const repository = await makeGitRepository(folder, 'skills');
  await repository.commit({ 'SKILL.md': 'x' });
  mkdirSync(join(folder, 'home'));
  host = await startGitHost({ root: folder });
});

beforeEach(() => {
  host.requests.length = 0;
  rmSync(join(folder, 'home', '.gitconfig'), { force: true });
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const http: HttpClient = quickHttp();

function freshGit(options: Partial<GitOptions> = {}, variables: Record<string, string> = {}) {
  return createGit({
    http,
    environment: gitEnvironment(folder, variables),
    fs: nodeFileSystem,
    temporaryDirectory: join(folder, 'temporary'),
    ...options,
  });
}

const agents = (): string[] =>
  host.requests.map(({ headers }) => headers['user-agent']?.split('/')[0] ?? '');

describe('createGit', () => {
  test('speaks HTTP itself, and by the git program where the settings say so', async () => {
    await freshGit().references(`${host.url}/skills.git`, ['HEAD']);
    expect(agents()).toEqual(['paks-cli']);
    host.requests.length = 0;
    await freshGit({ usesProgram: true }).references(`${host.url}/skills.git`, ['HEAD']);
    expect(new Set(agents())).toEqual(new Set(['git']));
  });

  test("honours the user's insteadOf, the longest prefix first", async () => {
    const lines = [
      '[url "https://wrong.test/"]\n\tinsteadOf = https://forge.test/',
      `[url "${host.url}/"]\n\tinsteadOf = https://forge.test/acme/`,
    ];
    writeFileSync(join(folder, 'home', '.gitconfig'), lines.join('\n'));
    const references = await freshGit().references('https://forge.test/acme/skills.git', ['HEAD']);
    expect(references).toHaveLength(1);
    expect(agents()).toEqual(['paks-cli']);
  });

  test('sends what insteadOf turns into a file address through the git program', async () => {
    const file = `[url "${folder}/"]\n\tinsteadOf = https://forge.test/acme/`;
    writeFileSync(join(folder, 'home', '.gitconfig'), file);
    const references = await freshGit().references('https://forge.test/acme/skills.git', ['HEAD']);
    expect(references).toHaveLength(1);
  });

  test('T09 refuses what insteadOf turns into something else', async () => {
    const file = `[url "ext::sh -c id "]\n\tinsteadOf = https://forge.test/`;
    writeFileSync(join(folder, 'home', '.gitconfig'), file);
    await expect(freshGit().references('https://forge.test/a', ['HEAD'])).rejects.toEqual(
      expect.objectContaining({ code: 'SOURCE_INVALID' }),
    );
  });

  test.each(['ext::sh', 'http://forge.test/a', '--upload-pack=x', 'git://forge.test/a'])(
    'T09 refuses %s before anything is run or asked',
    async (url) => {
      const git = freshGit();
      const refused = expect.objectContaining({ code: 'SOURCE_INVALID' });
      await expect(git.references(url, ['HEAD'])).rejects.toEqual(refused);
      await expect(git.tree(url, 'a'.repeat(40) as never)).rejects.toEqual(refused);
    },
  );

  test('reaches plain http beyond this machine only where that was allowed', async () => {
    const asked: string[] = [];
    const recording: HttpClient = {
      request: async ({ url, insecure }) => {
        asked.push(`${url} ${insecure}`);
        return await Promise.reject(new Error('recorded'));
      },
    };
    const git = freshGit({
      http: recording,
      isInsecureAllowed: (url) => url.includes('inside.test'),
    });
    await expect(git.references('http://inside.test/a', ['HEAD'])).rejects.toThrow('recorded');
    expect(asked).toEqual(['http://inside.test/a/git-upload-pack true']);
    await expect(git.references('http://outside.test/a', ['HEAD'])).rejects.toThrow('plain http');
  });

  test('starts no git where nothing configures it', async () => {
    let started = false;
    const program = join(folder, 'never');
    writeFileSync(program, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const fs = {
      ...nodeFileSystem,
      makeDirectories: (path: string) => {
        started = true;
        nodeFileSystem.makeDirectories(path);
      },
    };
    const variables = { GIT_CONFIG_SYSTEM: join(folder, 'no-file') };
    await freshGit({ program, fs }, variables).references(`${host.url}/skills.git`, ['HEAD']);
    expect(started).toBe(false);
  });
});
