import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;
let token: string;

const VERSIONS = '/api/skills/acme/deploy/versions';
const ARCHIVE = `${VERSIONS}/1.0.0/archive`;

beforeAll(async () => {
  registry = await startRegistryHarness();
  await registry.publish({ account: 'acme', name: 'deploy', version: '1.0.0' });
  token = await registry.createToken('acme');
}, 60_000);

afterAll(async () => await registry.close());

const downloads = async () => {
  const { data } = (await registry.ask('/api/skills/acme/deploy')).json;
  return [data.downloads, data.downloads_recent];
};

describe('the versions of a skill', () => {
  test('may be kept five minutes and are 304 while nothing changed', async () => {
    const first = await registry.ask(VERSIONS);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const etag = first.headers.get('etag') ?? '';
    for (const value of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await registry.ask(VERSIONS, { headers: { 'if-none-match': value } });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    const other = await registry.ask(VERSIONS, { headers: { 'if-none-match': '"other"' } });
    expect([other.status, other.text]).toEqual([200, first.text]);
  });

  test('are new at once after a release', async () => {
    const { headers } = await registry.ask(VERSIONS);
    await registry.publish({ account: 'acme', name: 'deploy', version: '1.1.0' });
    const after = await registry.ask(VERSIONS, {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect([after.status, after.json.data.length]).toEqual([200, 2]);
  });
});

describe('an archive', () => {
  test('is immutable for caches and 304 for who has it', async () => {
    const first = await registry.ask(ARCHIVE);
    expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(first.headers.get('content-type')).toBe('application/gzip');
    const again = await registry.ask(ARCHIVE, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test('counts once per client and hour, and only when it was sent', async () => {
    const [before] = await downloads();
    for (let times = 0; times < 3; times++) await registry.ask(ARCHIVE);
    const etag = (await registry.ask(ARCHIVE)).headers.get('etag') ?? '';
    await registry.ask(ARCHIVE, { method: 'HEAD', token });
    await registry.ask(ARCHIVE, { headers: { 'if-none-match': etag }, token });
    expect(await downloads()).toEqual([before, before]);
    await registry.ask(ARCHIVE, { token });
    expect(await downloads()).toEqual([before + 1, before + 1]);
  });

  test('of an address is counted without the address being stored', async () => {
    const marks = await registry.registry.sql.selectFrom('download_marks').selectAll().execute();
    expect(marks.length).toBeGreaterThan(0);
    expect(JSON.stringify(marks)).not.toContain('127.0.0.1');
  });
});

describe('a request the contract has no answer for', () => {
  test.each([
    ['no such skill', '/api/skills/acme/none', 'SKILL_NOT_FOUND'],
    ['no such skill, its versions', '/api/skills/acme/none/versions', 'SKILL_NOT_FOUND'],
    ['no such version', `${VERSIONS}/9.9.9`, 'VERSION_NOT_FOUND'],
    ['no such version, its archive', `${VERSIONS}/9.9.9/archive`, 'VERSION_NOT_FOUND'],
    ['a quote in the version', `${VERSIONS}/1.0.0%27--`, 'VERSION_NOT_FOUND'],
    ['a zero in the version', `${VERSIONS}/%00`, 'VERSION_NOT_FOUND'],
    ['zeros and broken bytes', '/api/skills/%00/%ff/versions', 'SKILL_NOT_FOUND'],
    ['a way up', '/api/skills/..%2f..%2fetc/passwd', 'SKILL_NOT_FOUND'],
    ['SQL', "/api/skills/';drop table skills;--/x", 'SKILL_NOT_FOUND'],
    ['a long name', `/api/skills/${'a'.repeat(4000)}/b/versions`, 'SKILL_NOT_FOUND'],
    ['no such index request', '/api/index/no-such-job%00', 'NOT_FOUND'],
    ['no such address', '/api/nothing', 'NOT_FOUND'],
  ])('for %s is 404 in the contract’s form', async (_what, path, code) => {
    const answer = await registry.ask(path);
    expect([answer.status, answer.json.error.code]).toEqual([404, code]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });

  test.each([
    ['no JSON', '{"repository":'],
    ['no object', '[]'],
    ['null', 'null'],
    ['a wrong type', { repository: 1, tag: 'v1' }],
    ['nothing of what is needed', {}],
    ['a zero in the tag', { repository: 'https://github.com/a/b', tag: 'v1\0' }],
    ['an endless tag', { repository: 'https://github.com/a/b', tag: 'v'.repeat(300) }],
    [
      'a path out of the repository',
      { repository: 'http://127.0.0.1/a', tag: 'v1', skill_path: '../x' },
    ],
    ['an absolute path', { repository: 'http://127.0.0.1/a', tag: 'v1', skill_path: '/etc' }],
  ])('with a body of %s is INVALID_REQUEST', async (_what, body) => {
    const where = `http://127.0.0.1/a`;
    const shown =
      typeof body === 'object' && 'repository' in body && body.repository === where
        ? { ...body, repository: `${registry.host.url}/a.git` }
        : body;
    const { status, json } = await registry.ask('/api/skills/index', { token, body: shown });
    expect([status, json.error.code]).toEqual([400, 'INVALID_REQUEST']);
  });

  test('with a body over the limit is TOO_LARGE, announced or not', async () => {
    const { json } = await registry.ask('/api/skills/index', { token, body: 'x'.repeat(70_000) });
    expect(json.error.code).toBe('TOO_LARGE');
    const { hostname, port } = new URL(registry.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(
      `POST /api/skills/index HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n` +
        'transfer-encoding: chunked\r\nconnection: close\r\n\r\n',
    );
    for (let sent = 0; sent < 5; sent++) socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 422 [\s\S]*TOO_LARGE/);
    socket.destroy();
  });

  test('leaves the server as it was', async () => {
    expect((await registry.ask('/api/ready')).json.data.status).toBe('ok');
    expect((await registry.ask(VERSIONS)).status).toBe(200);
    expect(registry.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
