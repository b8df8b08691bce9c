import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CommitId } from '../../../src/model/Locator.ts';
import { CLIENT_NAMES, makeGitClient, readBlobs } from '../../helpers/gitClients.ts';
import { makePack } from '../../helpers/gitPack.ts';
import { makeGitRepository, type TestRepository } from '../../helpers/gitRepository.ts';
import { type GitHost, type GitHostRequest, startGitHost } from '../../helpers/startGitHost.ts';

let folder: string;
let host: GitHost;
let repository: TestRepository;
let commit: CommitId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paks-hostile-'));
  repository = await makeGitRepository(folder, 'skills');
  commit = (await repository.commit({ 'SKILL.md': 'x'.repeat(3_000) })) as CommitId;
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

const remote = (name = 'skills'): string => `${host.url}/${name}.git`;
const withCode = (...codes: string[]): unknown =>
  expect.objectContaining({ code: expect.stringMatching(new RegExp(`^(?:${codes.join('|')})$`)) });
const packet = (text: string): string => (text.length + 4).toString(16).padStart(4, '0') + text;
const RESULT = { 'content-type': 'application/x-git-upload-pack-result' };

/** Answers every POST with what `send` writes; the rest is the honest host. */
function answerPosts(send: (response: ServerResponse, request: GitHostRequest) => void): void {
  host.configure({
    intercept: (request, response) => {
      if (request.method !== 'POST') return false;
      response.writeHead(200, RESULT);
      send(response, request);
      return true;
    },
  });
}

function endless(response: ServerResponse, chunk: Buffer): void {
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

/** Adds an object that git itself would refuse to make, as its bytes are. */
async function addObject(type: string, bytes: Buffer): Promise<string> {
  const args = ['hash-object', '-t', type, '-w', '--stdin', '--literally'];
  return (await repository.git(args, bytes)).toString().trim();
}

async function commitOf(tree: string, branch: string): Promise<CommitId> {
  const args = ['commit-tree', '-m', 'hostile', tree];
  const id = (await repository.git(args)).toString().trim();
  await repository.git(['update-ref', `refs/heads/${branch}`, id]);
  return id as CommitId;
}

const entry = (mode: string, name: string, id: string): Buffer =>
  Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);

test.each(['PartialGit', 'IsomorphicGit'] as const)(
  'T05 R01 %s stops at an endless list of references',
  async (name) => {
    const line = packet(`${'a'.repeat(40)} refs/heads/${'b'.repeat(200)}\n`);
    host.configure({
      intercept: ({ method }, response) => {
        const kind = method === 'POST' ? 'result' : 'advertisement';
        response.writeHead(200, { 'content-type': `application/x-git-upload-pack-${kind}` });
        endless(response, Buffer.from(line.repeat(1_000)));
        return true;
      },
    });
    const before = process.memoryUsage().rss;
    await expect(makeGitClient(name, folder).references(remote(), ['refs/'])).rejects.toEqual(
      withCode('LIMIT_EXCEEDED'),
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  },
);

describe('PartialGit against a hostile server', () => {
  const client = () => makeGitClient('PartialGit', folder);

  test('R02 refuses other bytes under the name of a blob', async () => {
    const wanted = createHash('sha1').update('blob 4\0good').digest('hex');
    const pack = makePack([{ kind: 3, content: 'evil' }]);
    answerPosts((response) => {
      const data = Buffer.concat([Buffer.from([1]), pack]).toString('latin1');
      response.end(Buffer.from(`${packet('packfile\n')}${packet(data)}0000`, 'latin1'));
    });
    await expect(readBlobs(client(), remote(), { commit, ids: [wanted] })).rejects.toEqual(
      withCode('GIT_PROTOCOL'),
    );
  });

  test('R02 refuses a commit other than the one asked for', async () => {
    const pack = makePack([{ kind: 1, content: `tree ${'a'.repeat(40)}\n` }]);
    answerPosts((response) => {
      const data = Buffer.concat([Buffer.from([1]), pack]).toString('latin1');
      response.end(Buffer.from(`${packet('packfile\n')}${packet(data)}0000`, 'latin1'));
    });
    await expect(client().tree(remote(), commit)).rejects.toEqual(withCode('GIT_PROTOCOL'));
  });

  test('R02 asks again for blobs that a cut answer did not bring, and gives each once', async () => {
    await repository.commit(
      Object.fromEntries(
        Array.from({ length: 50 }, (_, index) => [`f${index}`, `${index}`.repeat(500)]),
      ),
      { branch: 'many' },
    );
    const tip = (await repository.git(['rev-parse', 'refs/heads/many'])).toString().trim();
    const { entries } = await client().tree(remote(), tip as CommitId);
    host.requests.length = 0;
    host.configure({ cutAfter: 700 });
    const reading = readBlobs(client(), remote(), {
      commit: tip,
      ids: entries.map(({ id }) => id),
    });
    const mend = setInterval(() => {
      if (host.requests.length > 0) host.configure({});
    }, 1);
    const blobs = await reading.finally(() => clearInterval(mend));
    expect(blobs.size).toBe(50);
    expect(host.requests.length).toBeGreaterThan(1);
  });

  test('T15 follows a redirect within the origin only, and to no other scheme', async () => {
    const other = await startGitHost({ root: folder });
    const targets = [
      `${other.url}/skills.git`,
      'file:///etc/passwd',
      'ext::sh -c id',
      'ftp://x.test/',
    ];
    for (const target of targets) {
      host.configure({
        intercept: (request, response) => {
          const query = request.query === '' ? '' : `?${request.query}`;
          const path = request.path.slice('/skills.git'.length);
          response.writeHead(302, { location: `${target}${path}${query}` }).end();
          return true;
        },
      });
      await expect(client().references(remote(), ['HEAD'])).rejects.toEqual(
        withCode('REDIRECT_REFUSED'),
      );
    }
    await other.close();
  });

  test('goes on at the new address after a repository was renamed', async () => {
    host.configure({
      intercept: (request, response) => {
        if (!request.path.startsWith('/old.git')) return false;
        const query = request.query === '' ? '' : `?${request.query}`;
        const path = request.path.replace('/old.git', '/skills.git');
        response.writeHead(301, { location: `${path}${query}` }).end();
        return true;
      },
    });
    const git = client();
    const [head] = await git.references(remote('old'), ['HEAD']);
    expect(head?.commit).toBe(commit);
    host.requests.length = 0;
    await git.tree(remote('old'), commit);
    expect(host.requests.map(({ path }) => path)).toEqual(['/skills.git/git-upload-pack']);
  });

  test.each([
    [500, 'HTTP_STATUS'],
    [403, 'FORBIDDEN'],
    [404, 'REPOSITORY_UNREACHABLE'],
    [410, 'REPOSITORY_UNREACHABLE'],
  ])('answers HTTP status %i with %s', async (status, code) => {
    host.configure({
      intercept: (_request, response) => {
        response.writeHead(status).end('no');
        return true;
      },
    });
    await expect(client().references(remote(), ['HEAD'])).rejects.toEqual(withCode(code));
  });

  test('T14 shows what a server says without letting it act on a terminal', async () => {
    answerPosts((response) => response.end(packet('ERR \u001b[31mred\u0007')));
    const error: unknown = await client()
      .references(remote(), ['HEAD'])
      .catch((thrown: unknown) => thrown);
    expect(String(error)).not.toMatch(/[\u0007\u001b]/);
  });
});

describe.each(CLIENT_NAMES)('%s and a hostile repository', (name) => {
  const client = () => makeGitClient(name, folder);

  test('T05 stops at a tree bomb', async () => {
    const blob = await addObject('blob', Buffer.from('x'));
    let tree = await addObject('tree', entry('100644', 'f', blob));
    for (let level = 0; level < 7; level++) {
      const level10 = Array.from({ length: 10 }, (_, index) => entry('40000', `d${index}`, tree));
      tree = await addObject('tree', Buffer.concat(level10));
    }
    const bomb = await commitOf(tree, 'bomb');
    await expect(client().tree(remote(), bomb)).rejects.toEqual(withCode('LIMIT_EXCEEDED'));
  });

  test('T05 refuses a file over the limit', async () => {
    const id = await addObject('blob', Buffer.alloc(17 * 1024 * 1024, 'z'));
    const large = await commitOf(await addObject('tree', entry('100644', 'f', id)), 'large');
    await expect(readBlobs(client(), remote(), { commit: large, ids: [id] })).rejects.toEqual(
      withCode('LIMIT_EXCEEDED'),
    );
  });

  test('T01 T02 T07 shows links, submodules and odd names as they are', async () => {
    const blob = await addObject('blob', Buffer.from('../../etc/passwd'));
    const entries = [
      entry('100644', '-option', blob),
      entry('100644', 'a\nb', blob),
      entry('120000', 'escape', blob),
      entry('160000', 'module', 'a'.repeat(40)),
      entry('100644', 'odd\u202ename', blob),
    ];
    const odd = await commitOf(await addObject('tree', Buffer.concat(entries)), 'odd');
    const listed = (await client().tree(remote(), odd)).entries;
    expect(listed.map(({ mode, path }) => `${mode} ${path}`)).toEqual([
      '100644 -option',
      '100644 a\nb',
      '120000 escape',
      '160000 module',
      '100644 odd\u202ename',
    ]);
  });

  test('gives an object only under its own type', async () => {
    const { entries } = await client().tree(remote(), commit);
    expect(entries).toHaveLength(1);
    await expect(readBlobs(client(), remote(), { commit, ids: [commit] })).rejects.toEqual(
      withCode('GIT_PROTOCOL', 'REF_NOT_FOUND'),
    );
  });
});
