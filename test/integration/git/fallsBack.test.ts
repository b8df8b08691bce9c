import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GitHttp } from '../../../src/git/GitHttp.ts';
import type { GitClient } from '../../../src/git/GitClient.ts';
import { IsomorphicGit } from '../../../src/git/IsomorphicGit.ts';
import { PartialGit } from '../../../src/git/PartialGit.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { makeSystemGit, noCredentials, quickHttp, readBlobs } from '../../helpers/gitClients.ts';
import { makeGitRepository, type TestRepository } from '../../helpers/gitRepository.ts';
import { type GitHost, type GitHostBehaviour, startGitHost } from '../../helpers/startGitHost.ts';

let folder: string;
let host: GitHost;
let repository: TestRepository;
let old: CommitId;
let tagged: CommitId;
let tip: CommitId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paks-fallback-'));
  repository = await makeGitRepository(folder, 'skills');
  old = (await repository.commit({ 'SKILL.md': 'old' })) as CommitId;
  tagged = (await repository.commit(
    { 'SKILL.md': 'tagged', 'other/large': 'x'.repeat(100_000) },
    { annotatedTags: ['v1.0.0'] },
  )) as CommitId;
  tip = (await repository.commit({ 'SKILL.md': 'tip' })) as CommitId;
  host = await startGitHost({ root: folder });
});

beforeEach(() => {
  host.requests.length = 0;
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const remote = (): string => `${host.url}/skills.git`;
const withCode = (code: string): unknown => expect.objectContaining({ code });

function httpGit(): GitClient {
  const http = new GitHttp({
    http: quickHttp(),
    credentials: noCredentials,
    isInsecureAllowed: () => false,
  });
  return new PartialGit({ http, fallback: new IsomorphicGit(http) });
}

async function textOf(client: GitClient, commit: CommitId): Promise<string> {
  const { entries } = await client.tree(remote(), commit);
  const id = entries.find(({ path }) => path === 'SKILL.md')?.id ?? '';
  const blobs = await readBlobs(client, remote(), { commit, ids: [id] });
  return String(blobs.get(id));
}

const SERVERS: [string, GitHostBehaviour][] = [
  ['knows no protocol v2', { protocolV2: false }],
  ['knows no protocol v2 and gives only tips', { protocolV2: false, anyWant: false }],
  ['knows no partial fetches', { filter: false }],
  ['refuses to send what it does not advertise', { anyWant: false }],
];

describe.each(SERVERS)('a server that %s', (_, behaviour) => {
  test.each([
    ['over HTTP', httpGit],
    ['by the git program', () => makeSystemGit(folder)],
  ])('is read %s all the same', async (_way, makeClient) => {
    host.configure(behaviour);
    const client = makeClient();
    const references = await client.references(remote(), ['refs/tags/', 'HEAD']);
    expect(references).toEqual(
      expect.arrayContaining([
        { name: 'HEAD', commit: tip, target: 'refs/heads/main' },
        { name: 'refs/tags/v1.0.0', commit: tagged },
      ]),
    );
    expect(await textOf(client, tip)).toBe('tip');
    expect(await textOf(client, tagged)).toBe('tagged');
  });
});

describe('a commit no reference leads to', () => {
  test('is read where the server gives any object', async () => {
    host.configure({ protocolV2: false });
    expect(await textOf(httpGit(), old)).toBe('old');
    expect(await textOf(makeSystemGit(folder), old)).toBe('old');
  });

  test('R01 is a clean error where the server gives only tips', async () => {
    for (const protocolV2 of [true, false]) {
      host.configure({ protocolV2, anyWant: false });
      for (const client of [httpGit(), makeSystemGit(folder)]) {
        await expect(client.tree(remote(), old)).rejects.toEqual(withCode('REF_NOT_FOUND'));
      }
    }
  });

  test('R01 is a clean error where the commit does not exist', async () => {
    host.configure({});
    const nowhere = 'd'.repeat(40) as CommitId;
    for (const client of [httpGit(), makeSystemGit(folder)]) {
      await expect(client.tree(remote(), nowhere)).rejects.toEqual(withCode('REF_NOT_FOUND'));
    }
  });
});

describe('the fallback', () => {
  test('is remembered: an old server is asked once what it is', async () => {
    host.configure({ protocolV2: false });
    const client = httpGit();
    await client.references(remote(), ['HEAD']);
    await client.references(remote(), ['refs/tags/']);
    await client.tree(remote(), tip);
    expect(host.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'POST']);
  });

  test('fetches a commit once for its tree and its blobs', async () => {
    host.configure({ protocolV2: false });
    const client = httpGit();
    await textOf(client, tagged);
    const packs = host.requests.filter(
      ({ bytesOut, method }) => method === 'POST' && bytesOut > 300,
    );
    expect(packs).toHaveLength(1);
  });
});

test('T05 a repository too large for the fallback is refused with the way out', async () => {
  host.configure({
    protocolV2: false,
    intercept: ({ method }, response) => {
      if (method !== 'POST' || host.requests.length < 3) return false;
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
      response.end(Buffer.alloc(65 * 1024 * 1024, '0008\u0001abc'));
      return true;
    },
  });
  await expect(httpGit().tree(remote(), tip)).rejects.toEqual(
    expect.objectContaining({
      code: 'LIMIT_EXCEEDED',
      hint: expect.stringContaining('git program'),
    }),
  );
});
