import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';
import type { Fault } from '../../helpers/proxyFaults.ts';
import { startProxy, type Proxy } from '../../helpers/startProxy.ts';

let upstream: RegistryHarness;
let between: Proxy;
let mirror: RegistryHarness;
const TOKEN = 'stk_of-the-operator';

beforeAll(async () => {
  upstream = await startRegistryHarness();
  between = await startProxy({ target: upstream.url });
  const token = await upstream.createToken('acme');
  const origin = between.url;
  mirror = await startRegistryHarness({ upstreamToken: { origin, token } });
  await mirror.operate('mirror', between.url, '--fresh', '0');
}, 60_000);

afterAll(async () => {
  await between.close();
  await Promise.all([upstream.close(), mirror.close()]);
});

beforeEach(() => {
  between.faults.length = 0;
  between.requests.length = 0;
});

const release = (name: string, version = '1.0.0') =>
  upstream.publishAll([{ account: 'acme', name, version }]);
const versions = (name: string) => `/api/skills/acme/${name}/versions`;
const stored = async (name: string) =>
  await mirror.registry.sql
    .selectFrom('versions')
    .innerJoin('skills', 'skills.id', 'versions.skill_id')
    .innerJoin('archive_pieces', 'archive_pieces.integrity', 'archive_integrity')
    .select('version')
    .where('name', '=', name)
    .execute();

describe('an upstream that is broken or hostile', () => {
  test.each<[string, Fault]>([
    ['one flipped byte', { kind: 'corrupt', atByte: 40, path: '/archive', times: 1 }],
    ['an archive cut short', { kind: 'truncate', afterBytes: 60, path: '/archive', times: 1 }],
    [
      'a page for an archive',
      { kind: 'status', status: 200, body: '<p>', path: '/archive', times: 1 },
    ],
    ['no archive', { kind: 'status', status: 500, path: '/archive', times: 1 }],
  ])('%s is refused and not stored, and may be right the next time (T13)', async (label, fault) => {
    const name = `spoilt-${label.replaceAll(' ', '-')}`;
    await release(name);
    between.faults.push(fault);
    const archive = `${versions(name)}/1.0.0/archive`;
    const answer = await mirror.ask(archive);
    expect([answer.status, answer.json.error.code]).toEqual([503, 'UNAVAILABLE']);
    expect(await stored(name)).toEqual([]);
    expect((await mirror.ask(archive)).text).toBe((await upstream.ask(archive)).text);
    expect(await stored(name)).toEqual([{ version: '1.0.0' }]);
  });

  test('a list that breaks the contract is refused, and nothing is stored', async () => {
    for (const body of [
      '',
      '<html>',
      '{}',
      '{"data":[{"version":"1.0.0"}]}',
      '{"data":"\\u0000"}',
    ]) {
      between.faults.push({ kind: 'status', status: 200, body, times: 1 });
      expect((await mirror.ask(versions('odd'))).status).toBe(503);
    }
    expect((await mirror.ask(versions('odd'))).status).toBe(404);
  });

  test('a description that is not that of the hash is refused', async () => {
    await release('lied');
    const { json } = await upstream.ask(`${versions('lied')}/1.0.0`);
    for (const lie of [{ readme: '---\nname: lied\ndescription: x\n---\n' }, { files: [] }]) {
      const body = JSON.stringify({ data: { ...json.data, ...lie } });
      between.faults.push({ kind: 'status', status: 200, body, path: '/1.0.0', times: 1 });
      expect((await mirror.ask(versions('lied'))).status).toBe(503);
    }
    expect((await mirror.ask(versions('lied'))).status).toBe(200);
  });

  test('a version that has other content than before keeps what it had (T10)', async () => {
    await release('moved');
    await mirror.ask(versions('moved'));
    const before = await mirror.ask(versions('moved'));
    const [version] = before.json.data;
    const integrity = `sha256-${Buffer.alloc(32, 1).toString('base64')}`;
    const body = JSON.stringify({ data: [{ ...version, integrity }] });
    between.faults.push({ kind: 'status', status: 200, body, path: '/moved/versions', times: 1 });
    expect((await mirror.ask(versions('moved'))).json).toEqual(before.json);
    expect(mirror.log).toContainEqual(
      expect.objectContaining({ event: 'mirror.changed', version: '1.0.0' }),
    );
  });

  test('a redirect to another place is not followed, and the token stays (T15, T21)', async () => {
    await release('away');
    const elsewhere = await startProxy({ target: upstream.url });
    between.faults.push({ kind: 'redirect', location: `${elsewhere.url}/`, path: '/away' });
    expect((await mirror.ask(versions('away'))).status).toBe(503);
    expect(elsewhere.requests).toEqual([]);
    expect(between.requests.some(({ authorized }) => authorized)).toBe(true);
    await elsewhere.close();
  });

  test('a token for another origin is not sent (T15)', async () => {
    const other = await startRegistryHarness({
      upstreamToken: { origin: 'https://skills.example.com', token: TOKEN },
    });
    await other.operate('mirror', between.url);
    await release('plain');
    expect((await other.ask(versions('plain'))).status).toBe(200);
    expect(between.requests.some(({ authorized }) => authorized)).toBe(false);
    await other.close();
  });
});

describe('names', () => {
  test('of an account here are never asked of the upstream (T22)', async () => {
    await upstream.publishAll([{ account: 'inner', name: 'tool', version: '9.0.0' }]);
    await mirror.operate('account', 'create', 'inner');
    expect((await mirror.ask('/api/skills/inner/tool/versions')).status).toBe(404);
    expect(between.requests).toEqual([]);
  });

  test('that were mirrored cannot be taken or published to, until they are forgotten (T22)', async () => {
    await release('theirs');
    await mirror.ask(versions('theirs'));
    await expect(mirror.operate('account', 'create', 'acme')).rejects.toThrow(/exists already/);
    await expect(mirror.createToken('acme')).rejects.toThrow(/mirrored registry/);
    await mirror.operate('account', 'create', 'jane');
    await expect(mirror.operate('account', 'member', 'acme', 'jane', 'publisher')).rejects.toThrow(
      /readers only/,
    );
    await mirror.operate('mirror', 'forget', 'acme');
    await mirror.createToken('acme');
    expect((await mirror.ask(versions('theirs'))).status).toBe(404);
    const { rows } = await mirror.registry.database.sql
      .selectFrom('archive_pieces')
      .select('integrity')
      .execute()
      .then((all) => ({ rows: all }));
    expect(rows).toEqual([]);
  });

  test('stay with the upstream they came from when the operator names another', async () => {
    await upstream.publishAll([{ account: 'kept', name: 'tool', version: '1.0.0' }]);
    const path = '/api/skills/kept/tool/versions';
    await mirror.ask(path);
    const second = await startProxy({ target: upstream.url });
    await mirror.operate('mirror', second.url, '--fresh', '0');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await mirror.ask(path)).status).toBe(200);
    expect(second.requests).toEqual([]);
    await mirror.operate('mirror', between.url, '--fresh', '0');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await second.close();
  });
});

describe('private skills', () => {
  test('of the upstream are for the readers whom the operator names', async () => {
    // The token is of `acme`; the mirrored account was forgotten above, so another one shares.
    await upstream.operate('account', 'create', 'firm', '--organisation');
    await upstream.operate('account', 'member', 'firm', 'acme', 'reader');
    await upstream.registry.sql
      .updateTable('accounts')
      .set({ kind: 'organisation' })
      .where('name', '=', 'firm')
      .execute();
    await upstream.publishAll([{ account: 'firm', name: 'secret', version: '1.0.0' }]);
    await upstream.operate('skill', 'visibility', 'firm/secret', 'private');
    const path = '/api/skills/firm/secret/versions';
    expect((await mirror.ask(path)).status).toBe(404);
    const token = await mirror.createToken('reader');
    expect((await mirror.ask(path, { token })).status).toBe(404);
    await mirror.operate('account', 'member', 'firm', 'reader', 'reader');
    expect((await mirror.ask(path, { token })).status).toBe(200);
    expect((await mirror.ask(`${path}/1.0.0/archive`, { token })).status).toBe(200);
    expect((await mirror.ask(`${path}/1.0.0/archive`)).status).toBe(404);
  });
});

describe('the command', () => {
  test.each([
    'ftp://x.example',
    'http://skills.example.com',
    'https://user:secret@x.example',
    'https://x.example/?a',
    'nonsense',
  ])('refuses `%s` as an upstream', async (address) => {
    await expect(mirror.operate('mirror', address)).rejects.toThrow();
    expect((await mirror.operate('mirror')).join('\n')).toContain(between.url);
  });

  test('prints what is mirrored, and stops it', async () => {
    const lines = await mirror.operate('mirror');
    expect(lines[0]).toBe(`mirror\t${between.url}, fresh for 0 s`);
    expect(lines).toContain(`kept\t1\t${between.url}`);
    await mirror.operate('mirror', 'off');
    expect(await mirror.operate('mirror')).toContain('mirror\toff');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await mirror.ask('/api/skills/kept/tool/versions')).status).toBe(200);
    expect(between.requests).toEqual([]);
  });
});
