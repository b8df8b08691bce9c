import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { GitClient } from '../../../src/git/GitClient.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { makeSystemGit, readBlobs } from '../../helpers/gitClients.ts';
import { makeGitRepository, runGit, type TestRepository } from '../../helpers/gitRepository.ts';

let folder: string;
let repository: TestRepository;
let commit: CommitId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paks-program-'));
  repository = await makeGitRepository(folder, 'my skills');
  commit = (await repository.commit(
    {
      'SKILL.md': 'by git\r\n',
      'run.sh': { mode: '100755', content: 'run' },
      large: 'x'.repeat(200_000),
    },
    { annotatedTags: ['v1.0.0'] },
  )) as CommitId;
  await runGit(['clone', '-q', '--bare', repository.path, join(folder, 'plain.git')]);
});

afterEach(() => {
  expect(existsSync(join(folder, 'git')) ? readdirSync(join(folder, 'git')) : []).toEqual([]);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const withCode = (code: string): unknown => expect.objectContaining({ code });

async function readSkill(client: GitClient, url: string): Promise<string[]> {
  const references = await client.references(url, ['refs/tags/']);
  expect(references).toEqual([{ name: 'refs/tags/v1.0.0', commit }]);
  const { entries } = await client.tree(url, commit);
  expect(entries.map(({ mode, path }) => `${mode} ${path}`)).toEqual([
    '100644 SKILL.md',
    '100644 large',
    '100755 run.sh',
  ]);
  const ids = entries.filter(({ path }) => path !== 'large').map(({ id }) => id);
  return [...(await readBlobs(client, url, { commit, ids })).values()].map(String);
}

/** Makes a program that does what the shell lines say, and returns its path. */
function makeProgram(directory: string, name: string, lines: string): string {
  mkdirSync(join(folder, directory), { recursive: true });
  const path = join(folder, directory, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('a file remote', () => {
  test('is read where it lies', async () => {
    const url = `file://${encodeURI(repository.path)}`;
    expect(await readSkill(makeSystemGit(folder), url)).toEqual(['by git\r\n', 'run']);
  });

  test('that does not exist is a clean error', async () => {
    const reading = makeSystemGit(folder).references(`file://${folder}/none.git`, ['HEAD']);
    await expect(reading).rejects.toEqual(withCode('REPOSITORY_UNREACHABLE'));
  });
});

describe('an ssh remote', () => {
  test('is read through ssh, by both forms of its address', async () => {
    const log = join(folder, 'ssh.log');
    const lines = `echo "$*" >> '${log}'; for last; do :; done; cd '${folder}' && eval "exec $last"`;
    const client = makeSystemGit(folder, { GIT_SSH_COMMAND: makeProgram('fake', 'ssh', lines) });
    for (const url of ['git@host.test:plain.git', `ssh://git@host.test:2222${folder}/plain.git`]) {
      expect(await readSkill(client, url)).toEqual(['by git\r\n', 'run']);
    }
    const calls = readFileSync(log, 'utf8').trim().split('\n');
    expect(calls[0]).toMatch(/git@host\.test git-upload-pack 'plain\.git'$/);
    expect(calls.at(-1)).toMatch(/-p 2222 git@host\.test git-upload-pack '\/.*\/plain\.git'$/);
  });

  test('T15 has its address in no argument of git', async () => {
    const log = join(folder, 'git.log');
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    makeProgram('watched', 'git', `echo "$*" >> '${log}'; exec ${real} "$@"`);
    const client = makeSystemGit(folder, { PATH: `${folder}/watched:${process.env['PATH']}` });
    await readSkill(client, `file://${folder}/plain.git`);
    expect(readFileSync(log, 'utf8')).toContain('fetch');
    expect(readFileSync(log, 'utf8')).not.toContain('plain.git');
  });

  test('asks nobody where there is no terminal', async () => {
    makeProgram('silent', 'ssh', `echo "$*" > '${folder}/asked'; exit 255`);
    const client = makeSystemGit(folder, { PATH: `${folder}/silent:${process.env['PATH']}` });
    await expect(client.references('git@host.test:a.git', ['HEAD'])).rejects.toThrow();
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toContain('-o BatchMode=yes');
  });

  test.each([
    ['git@host.test: Permission denied (publickey).', 'AUTH_REQUIRED'],
    ['ssh: Could not resolve hostname host.test', 'NETWORK_UNREACHABLE'],
    ["fatal: 'a.git' does not appear to be a git repository", 'REPOSITORY_UNREACHABLE'],
    ['something else', 'GIT_PROGRAM'],
  ])('that fails with %j ends in %s', async (said, code) => {
    const script = makeProgram('failing', 'ssh', `echo "${said}" >&2; exit 255`);
    const client = makeSystemGit(folder, { GIT_SSH_COMMAND: script });
    await expect(client.references('git@host.test:a.git', ['HEAD'])).rejects.toEqual(
      withCode(code),
    );
  });
});

describe('the git program', () => {
  test('that is missing is a clean error', async () => {
    const client = makeSystemGit(folder, { PATH: join(folder, 'nothing') });
    const reading = client.references(`file://${repository.path}`, ['HEAD']);
    await expect(reading).rejects.toEqual(withCode('GIT_PROGRAM'));
  });

  test('T08 takes nothing from inherited variables and runs no hook they name', async () => {
    const hooks = join(folder, 'hooks');
    const marker = join(folder, 'marker');
    for (const hook of ['reference-transaction', 'post-checkout', 'pre-auto-gc']) {
      makeProgram('hooks', hook, `touch '${marker}'`);
    }
    const client = makeSystemGit(folder, {
      GIT_DIR: join(hooks, '.git'),
      GIT_TRACE: marker,
      GIT_TEMPLATE_DIR: hooks,
      GIT_CONFIG_COUNT: '3',
      GIT_CONFIG_KEY_0: 'core.hooksPath',
      GIT_CONFIG_VALUE_0: hooks,
      GIT_CONFIG_KEY_1: 'core.fsmonitor',
      GIT_CONFIG_VALUE_1: join(hooks, 'post-checkout'),
      GIT_CONFIG_KEY_2: 'uploadpack.packObjectsHook',
      GIT_CONFIG_VALUE_2: join(hooks, 'post-checkout'),
    });
    const url = `file://${encodeURI(repository.path)}`;
    expect(await readSkill(client, url)).toEqual(['by git\r\n', 'run']);
    expect(existsSync(marker)).toBe(false);
  });
});
