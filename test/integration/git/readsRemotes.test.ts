import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CommitId } from '../../../src/model/Locator.ts';
import { CLIENT_NAMES, makeGitClient, readBlobs } from '../../helpers/gitClients.ts';
import { makeGitRepository, type TestRepository } from '../../helpers/gitRepository.ts';
import { type GitHost, startGitHost } from '../../helpers/startGitHost.ts';

let folder: string;
let host: GitHost;
let repository: TestRepository;
let first: CommitId;
let second: CommitId;
let side: CommitId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paks-contract-'));
  repository = await makeGitRepository(folder, 'skills');
  const text = (word: string): string => `a line of ${word}\n`.repeat(400);
  const files = {
    'SKILL.md': '---\r\nname: root\r\n---\r\n',
    '.gitattributes': '* text eol=crlf ident\n',
    'pdf/SKILL.md': `$Id$\n${text('pdf')}`,
    'pdf/scripts/run.sh': { mode: '100755', content: '#!/bin/sh\n' } as const,
    'pdf/link': { mode: '120000', content: 'SKILL.md' } as const,
    'pdf/naïve name — ünï.md': 'unicode',
    'pdf/empty': '',
    'pdf/binary': randomBytes(70_000),
    'sub/module': { mode: '160000', content: 'a'.repeat(40) } as const,
  };
  first = (await repository.commit(files, { tags: ['v1.0.0'] })) as CommitId;
  second = (await repository.commit(
    { 'pdf/SKILL.md': `${text('pdf')}more\n`, 'docx/SKILL.md': `${text('pdf')}less\n` },
    { annotatedTags: ['v1.1.0', 'pdf@1.1.0'], keep: true },
  )) as CommitId;
  side = (await repository.commit({ 'SKILL.md': 'side' }, { branch: 'feature/side' })) as CommitId;
  await repository.git(['gc', '-q']);
  host = await startGitHost({ root: folder });
});

beforeEach(() => {
  host.configure({});
  host.requests.length = 0;
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const remote = (): string => `${host.url}/skills.git`;
const withCode = (...codes: string[]): unknown =>
  expect.objectContaining({ code: expect.stringMatching(new RegExp(`^(?:${codes.join('|')})$`)) });

async function listed(commit: string): Promise<unknown[]> {
  const listing = await repository.git(['ls-tree', '-r', '-z', '--full-tree', commit]);
  const lines = listing.toString().split('\0').filter(Boolean);
  return lines.map((line) => {
    const [, mode, id, path] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? [];
    return { path, mode, id };
  });
}

describe.each(CLIENT_NAMES)('%s', (name) => {
  const client = () => makeGitClient(name, folder);

  test('lists references by prefix, tags peeled, HEAD with its branch', async () => {
    const all = await client().references(remote(), ['HEAD', 'refs/heads/', 'refs/tags/']);
    expect([...all].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'HEAD', commit: second, target: 'refs/heads/main' },
      { name: 'refs/heads/feature/side', commit: side },
      { name: 'refs/heads/main', commit: second },
      { name: 'refs/tags/pdf@1.1.0', commit: second },
      { name: 'refs/tags/v1.0.0', commit: first },
      { name: 'refs/tags/v1.1.0', commit: second },
    ]);
    const tags = await client().references(remote(), ['refs/tags/v']);
    expect(tags.map((reference) => reference.name).sort()).toEqual([
      'refs/tags/v1.0.0',
      'refs/tags/v1.1.0',
    ]);
    expect(await client().references(remote(), ['refs/heads/none'])).toEqual([]);
  });

  test("lists a commit's tree as git does, with the committer's time", async () => {
    for (const commit of [first, second]) {
      const tree = await client().tree(remote(), commit);
      expect(tree.entries).toEqual(await listed(commit));
      expect(tree.commit).toBe(commit);
      const time = await repository.git(['show', '-s', '--format=%ct', commit]);
      expect(tree.committedAt).toBe(Number(time.toString()) * 1000);
    }
  });

  test('T08 gives the very bytes of each blob, whatever attributes the repository sets', async () => {
    const { entries } = await client().tree(remote(), second);
    const ids = entries.filter(({ mode }) => mode !== '160000').map(({ id }) => id);
    const blobs = await readBlobs(client(), remote(), { commit: second, ids });
    expect([...blobs.keys()].sort()).toEqual([...new Set(ids)].sort());
    for (const [id, bytes] of blobs) {
      expect(bytes.equals(await repository.git(['cat-file', 'blob', id]))).toBe(true);
    }
  });

  test('gives no blob when none is asked for, without a request', async () => {
    expect(await readBlobs(client(), remote(), { commit: first, ids: [] })).toEqual(new Map());
    expect(host.requests).toEqual([]);
  });

  test('reads a repository without a commit as one without references', async () => {
    await makeGitRepository(folder, 'empty');
    expect(await client().references(`${host.url}/empty.git`, ['HEAD', 'refs/'])).toEqual([]);
  });

  test('R01 says that a repository is not there', async () => {
    const missing = `${host.url}/missing.git`;
    const error = withCode('REPOSITORY_UNREACHABLE');
    await expect(client().references(missing, ['HEAD'])).rejects.toEqual(error);
    await expect(client().tree(missing, first)).rejects.toEqual(error);
    await expect(readBlobs(client(), missing, { commit: first, ids: [first] })).rejects.toEqual(
      error,
    );
  });

  test('R01 says that a server is not there', async () => {
    const dead = 'http://127.0.0.1:1/skills.git';
    await expect(client().references(dead, ['HEAD'])).rejects.toEqual(
      withCode('NETWORK_UNREACHABLE'),
    );
  });

  test('says that it wants a sign-in it does not have', async () => {
    host.configure({ credentials: { username: 'ada', password: 'secret' } });
    await expect(client().references(remote(), ['HEAD'])).rejects.toEqual(
      withCode('AUTH_REQUIRED'),
    );
    await expect(client().tree(remote(), first)).rejects.toEqual(withCode('AUTH_REQUIRED'));
  });

  test('R02 notices an answer that was cut, wherever that happens', async () => {
    const cut = withCode('NETWORK_TRUNCATED', 'NETWORK_UNREACHABLE', 'GIT_PROTOCOL', 'GIT_PROGRAM');
    for (const cutAfter of [10, 200]) {
      host.configure({ cutAfter });
      await expect(client().references(remote(), ['refs/'])).rejects.toEqual(cut);
      await expect(client().tree(remote(), second)).rejects.toEqual(cut);
    }
  });

  test('R01 takes a web page for no repository', async () => {
    host.configure({
      intercept: (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>sign in</html>');
        return true;
      },
    });
    await expect(client().references(remote(), ['HEAD'])).rejects.toEqual(
      withCode('REPOSITORY_UNREACHABLE'),
    );
  });

  test('leaves nothing behind', () => {
    const left = readdirSync(folder).includes('git') ? readdirSync(join(folder, 'git')) : [];
    expect(left).toEqual([]);
  });
});
