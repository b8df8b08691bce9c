import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MeAnswer, VerifyAnswer } from '../../../src/protocol/accountSchemas.ts';
import { readAnswer } from '../../../src/protocol/readAnswer.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;

beforeAll(async () => {
  registry = await startRegistryHarness();
}, 60_000);

afterAll(async () => await registry.close());

const codeOf = async (path: string, token?: string, body?: unknown) => {
  const { status, json } = await registry.ask(path, { token, body });
  return [status, json?.error?.code];
};
const index = (token: string, release: { account: string; name: string; version: string }) => ({
  token,
  body: {
    repository: `${registry.host.url}/${release.account}.git`,
    tag: `${release.name}@${release.version}`,
    skill_path: release.name,
  },
});

describe('a token', () => {
  test('says whom it belongs to', async () => {
    const token = await registry.createToken('ann');
    expect(token).toMatch(/^stk_[\w-]{43}$/);
    const verified = await registry.ask('/api/auth/verify', { token });
    expect(readAnswer(VerifyAnswer, verified.text, 'verify')).toMatchObject({
      valid: true,
      user: { username: 'ann' },
      expires_at: null,
    });
    const me = await registry.ask('/api/auth/me', { token });
    expect(readAnswer(MeAnswer, me.text, 'me')).toMatchObject({
      username: 'ann',
      status: 'active',
    });
  });

  test('shows the profile that the operator set', async () => {
    const token = await registry.createToken('ann');
    await registry.operate('account', 'profile', 'ann', '--email', 'ann@example.test');
    const me = await registry.ask('/api/auth/me', { token });
    expect(me.json).toMatchObject({ email: 'ann@example.test', avatar_url: null });
    await registry.operate('account', 'profile', 'ann', '--email', '');
    expect((await registry.ask('/api/auth/me', { token })).json.email).toBeNull();
  });

  test('is stored only as a hash, and stands in no log', async () => {
    const token = await registry.createToken('ann');
    await registry.ask('/api/auth/verify', { token });
    const rows = await registry.registry.sql.selectFrom('tokens').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
    expect(JSON.stringify(registry.log)).not.toContain(token.slice(4));
  });

  test('that is unknown, malformed or of another scheme is INVALID_TOKEN', async () => {
    expect(await codeOf('/api/auth/verify', 'stk_nobody-has-this')).toEqual([401, 'INVALID_TOKEN']);
    expect(await codeOf('/api/skills', 'x')).toEqual([401, 'INVALID_TOKEN']);
    const basic = await registry.ask('/api/skills', { headers: { authorization: 'Basic YTpi' } });
    expect([basic.status, basic.json.error.code]).toEqual([401, 'INVALID_TOKEN']);
  });

  test('that is missing is AUTH_REQUIRED, with the scheme to use', async () => {
    const { status, json, headers } = await registry.ask('/api/auth/me');
    expect([status, json.error.code]).toEqual([401, 'AUTH_REQUIRED']);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(await codeOf('/api/skills/index', undefined, {})).toEqual([401, 'AUTH_REQUIRED']);
  });

  test('that expired is TOKEN_EXPIRED', async () => {
    const token = await registry.createToken('ann', ['--days', '0']);
    expect(await codeOf('/api/auth/verify', token)).toEqual([401, 'TOKEN_EXPIRED']);
  });

  test('ends itself by revoke, and by the operator', async () => {
    const token = await registry.createToken('ann', ['--label', 'laptop']);
    const revoked = await registry.ask('/api/auth/revoke', { token, method: 'POST' });
    expect(revoked.json).toEqual({ revoked: true });
    expect(await codeOf('/api/auth/verify', token)).toEqual([401, 'INVALID_TOKEN']);

    const other = await registry.createToken('bob');
    const [line = ''] = await registry.operate('token', 'list', 'bob');
    await registry.operate('token', 'revoke', line.split('\t')[0] ?? '');
    expect(await codeOf('/api/auth/verify', other)).toEqual([401, 'INVALID_TOKEN']);
  });

  test('without a scope is FORBIDDEN what needs it', async () => {
    const token = await registry.createToken('ann', ['--scope', 'read']);
    expect(await codeOf('/api/skills/index', token, {})).toEqual([403, 'FORBIDDEN']);
    await registry.publish({ account: 'ann', name: 'scoped', version: '1.0.0' });
    const yank = await registry.ask('/api/skills/ann/scoped/versions/1.0.0/yank', {
      token,
      method: 'POST',
    });
    expect([yank.status, yank.json.error.code]).toEqual([403, 'FORBIDDEN']);
  });

  test('of a suspended account is FORBIDDEN until it is restored', async () => {
    const token = await registry.createToken('mallory');
    await registry.operate('account', 'suspend', 'mallory');
    expect(await codeOf('/api/auth/verify', token)).toEqual([403, 'FORBIDDEN']);
    await registry.operate('account', 'restore', 'mallory');
    expect(await codeOf('/api/auth/verify', token)).toEqual([200, undefined]);
  });
});

describe('an organisation', () => {
  test('lets its publishers publish and yank, its readers read, and strangers neither', async () => {
    await registry.operate('account', 'create', 'acme', '--organisation');
    const [publisher, reader, stranger] = await Promise.all(
      ['pia', 'rob', 'sam'].map((name) => registry.createToken(name)),
    );
    await registry.operate('account', 'member', 'acme', 'pia', 'publisher');
    await registry.operate('account', 'member', 'acme', 'rob', 'reader');
    await registry.publish({ account: 'acme', name: 'seed', version: '1.0.0' });

    const post = async (token: string | undefined) => {
      const { status, json } = await registry.ask('/api/skills/index', {
        ...index(token ?? '', { account: 'acme', name: 'seed', version: '1.0.0' }),
        body: {
          ...index('', { account: 'acme', name: 'seed', version: '1.0.0' }).body,
          account: 'acme',
        },
      });
      return [status, json.error?.code];
    };
    expect(await post(publisher)).toEqual([200, undefined]);
    expect(await post(reader)).toEqual([403, 'FORBIDDEN']);
    expect(await post(stranger)).toEqual([403, 'FORBIDDEN']);

    await registry.operate('skill', 'visibility', 'acme/seed', 'private');
    const path = '/api/skills/acme/seed';
    expect(await codeOf(path, reader)).toEqual([200, undefined]);
    expect(await codeOf(path, stranger)).toEqual([404, 'SKILL_NOT_FOUND']);
    const yank = (token: string | undefined) =>
      registry.ask(`${path}/versions/1.0.0/yank`, { token, method: 'POST' });
    expect((await yank(reader)).status).toBe(403);
    expect((await yank(publisher)).status).toBe(200);

    await registry.operate('account', 'member', 'acme', 'rob', 'none');
    expect(await codeOf(path, reader)).toEqual([404, 'SKILL_NOT_FOUND']);
  });
});

describe('a private skill', () => {
  test('is there for its account, and for nobody else in any answer', async () => {
    await registry.publish({ account: 'cleo', name: 'open', version: '1.0.0' });
    await registry.publish({ account: 'cleo', name: 'hidden', version: '1.0.0' });
    const owner = await registry.createToken('cleo');
    const stranger = await registry.createToken('dora');
    const paths = ['', '/versions', '/versions/1.0.0', '/versions/1.0.0/archive'].map(
      (end) => `/api/skills/cleo/hidden${end}`,
    );
    for (const path of paths) expect((await registry.ask(path)).status).toBe(200);
    await registry.operate('skill', 'visibility', 'cleo/hidden', 'private');
    for (const path of paths) {
      expect(await codeOf(path)).toEqual([404, 'SKILL_NOT_FOUND']);
      expect(await codeOf(path, stranger)).toEqual([404, 'SKILL_NOT_FOUND']);
      const own = await registry.ask(path, { token: owner });
      expect(own.status).toBe(200);
      expect(own.headers.get('cache-control') ?? 'private').toMatch(/^private/);
    }
    const listed = async (token?: string) =>
      (await registry.ask('/api/skills?author=cleo&sort=name', { token })).json.data.map(
        (item: { name: string }) => item.name,
      );
    expect(await listed()).toEqual(['open']);
    expect(await listed(stranger)).toEqual(['open']);
    expect(await listed(owner)).toEqual(['hidden', 'open']);
    const answer = await registry.ask('/api/skills/cleo/hidden', { token: owner });
    const missing = await registry.ask('/api/skills/cleo/missing');
    expect(answer.json.data.visibility).toBe('private');
    expect((await registry.ask('/api/skills/cleo/hidden')).text).toBe(
      missing.text.replace('missing', 'hidden'),
    );
  });
});

describe('a yanked version', () => {
  test('stays, marked, and is no longer what the skill is shown with', async () => {
    for (const version of ['1.0.0', '1.1.0']) {
      await registry.publish({
        account: 'ann',
        name: 'yanks',
        version,
        description: `Of ${version}`,
      });
    }
    const token = await registry.createToken('ann');
    const path = '/api/skills/ann/yanks';
    const before = await registry.ask(`${path}/versions`);
    const yanked = await registry.ask(`${path}/versions/1.1.0/yank`, { token, method: 'POST' });
    expect(yanked.json).toEqual({ data: { version: '1.1.0', yanked: true } });

    const after = await registry.ask(`${path}/versions`);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(
      after.json.data.map((item: { version: string; yanked: boolean }) => [
        item.version,
        item.yanked,
      ]),
    ).toEqual([
      ['1.1.0', true],
      ['1.0.0', false],
    ]);
    const shown = (await registry.ask(path)).json.data;
    expect([shown.latest, shown.description]).toEqual(['1.0.0', 'Of 1.0.0']);
    expect((await registry.ask(`${path}/versions/1.1.0/archive`)).status).toBe(200);

    await registry.ask(`${path}/versions/1.1.0/unyank`, { token, method: 'POST' });
    expect((await registry.ask(`${path}/versions`)).text).toBe(before.text);
    const missing = await registry.ask(`${path}/versions/9.9.9/yank`, { token, method: 'POST' });
    expect([missing.status, missing.json.error.code]).toEqual([404, 'VERSION_NOT_FOUND']);
  });
});

describe('the operator', () => {
  test('reads every write in the audit log', async () => {
    const token = await registry.createToken('eve', ['--label', 'ci']);
    await registry.publish({ account: 'eve', name: 'traced', version: '1.0.0' });
    await registry.ask('/api/skills/eve/traced/versions/1.0.0/yank', { token, method: 'POST' });
    await registry.operate('skill', 'unyank', 'eve/traced', '1.0.0');
    const log = (await registry.operate('audit')).map((line) => line.split('\t').slice(1, 4));
    expect(log).toEqual(
      expect.arrayContaining([
        ['operator', 'token.create', 'eve'],
        ['eve', 'version.index', 'eve/traced@1.0.0'],
        ['eve', 'version.yank', 'eve/traced@1.0.0'],
        ['operator', 'version.unyank', 'eve/traced@1.0.0'],
      ]),
    );
    expect((await registry.operate('audit')).join('\n')).not.toContain(token);
  });

  test('sees every account, and every skill with its visibility', async () => {
    expect(await registry.operate('account', 'list')).toContain('acme\torganisation\tactive');
    expect(await registry.operate('skill', 'list')).toContain('cleo/hidden\t1.0.0\tprivate\t2');
  });

  test.each([
    [['account', 'create', 'UPPER'], /not an account name/],
    [['account', 'create', 'ann'], /exists already/],
    [['account', 'member', 'ann', 'bob', 'owner'], /`ann` is no organisation/],
    [['account', 'member', 'acme', 'bob', 'king'], /`king` is not a role/],
    [['token', 'create', 'ann', '--scope', 'all'], /`all` is not a scope/],
    [['account', 'profile', 'ann'], /nothing to set/],
    [['token', 'create'], /wrong number of arguments/],
    [['token', 'create', 'ann', '--forever'], /Unknown option '--forever'/],
    [['token', 'revoke', '999999'], /no token 999999/],
    [['skill', 'yank', 'ann/none', '1.0.0'], /no skill `ann\/none`/],
    [['skill', 'visibility', 'ann/yanks', 'secret'], /neither `public` nor `private`/],
    [['explode'], /no such command/],
  ])('is told what is wrong with %j', async (argv, message) => {
    await expect(registry.operate(...argv)).rejects.toThrow(message);
  });
});
