import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claimJob, enqueueJob, failJob } from '../../../packages/registry/src/indexing/jobs.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;
let token: string;
const accounts = new Map<string, number>();
const NOW = new Date('2026-01-01T00:00:00Z');

beforeAll(async () => {
  registry = await startRegistryHarness();
  // The tests work the queue off themselves.
  await registry.registry.indexer.stop();
  token = await registry.createToken('acme');
  await registry.createToken('zeta');
  const rows = await registry.registry.sql.selectFrom('accounts').select(['id', 'name']).execute();
  for (const { id, name } of rows) accounts.set(name, id);
}, 60_000);

afterAll(async () => await registry.close());

beforeEach(async () => {
  await registry.registry.sql.deleteFrom('index_jobs').execute();
});

const enqueue = async (account: string, tag = 'v1') =>
  await enqueueJob(registry.registry.sql, {
    accountId: accounts.get(account) ?? 0,
    actor: account,
    request: {
      repository: 'https://github.com/a/b',
      tag,
      skillPath: '',
      account,
      visibility: null,
    },
    now: NOW,
  });

describe('the index queue (T21)', () => {
  test('takes fifty requests of an account and no more', async () => {
    for (let turn = 0; turn < 50; turn++) await enqueue('acme');
    const { status, headers, json } = await registry.ask('/api/skills/index', {
      token,
      body: { repository: `${registry.host.url}/a.git`, tag: 'v1', skill_path: '.' },
    });
    expect([status, json.error.code]).toEqual([429, 'RATE_LIMITED']);
    expect(headers.get('retry-after')).toBe('10');
    expect(await enqueue('zeta')).toBeTruthy();
  });

  test('serves an account of which nothing runs before one that came earlier', async () => {
    await enqueue('acme');
    await enqueue('acme');
    const other = await enqueue('zeta');
    const claim = async () => await claimJob(registry.registry.sql, NOW);
    expect((await claim())?.account_id).toBe(accounts.get('acme'));
    expect((await claim())?.id).toBe(other);
    expect((await claim())?.account_id).toBe(accounts.get('acme'));
  });

  test('holds text that PostgreSQL has no place for', async () => {
    const id = await enqueue('acme', 'v1\ud800\0');
    const job = await claimJob(registry.registry.sql, NOW, id);
    expect(job?.request.tag).toBe('v1\ufffd\ufffd');
    if (job === undefined) throw new Error('there is no job');
    await failJob(registry.registry.sql, job, { code: 'INVALID_SKILL', message: 'a\0b\udc00c' });
    const { json } = await registry.ask(`/api/index/${id}`);
    expect(json.data.error).toEqual({ code: 'INVALID_SKILL', message: 'a\ufffdb\ufffdc' });
  });

  test('gives up a request that ended every process that took it', async () => {
    const fresh = await startRegistryHarness();
    try {
      await fresh.createToken('acme');
      const { sql } = fresh.registry;
      const { id: account_id } = await sql
        .selectFrom('accounts')
        .select('id')
        .executeTakeFirstOrThrow();
      const request = JSON.stringify({ repository: '', tag: '', skillPath: '', account: 'acme' });
      const dead = { status: 'running', attempts: 3, lease_until: NOW } as const;
      await sql
        .insertInto('index_jobs')
        .values({
          id: 'x',
          account_id,
          actor: 'acme',
          request,
          created_at: NOW,
          run_after: NOW,
          ...dead,
        })
        .execute();
      fresh.registry.indexer.wake();
      await fresh.registry.indexer.stop();
      const { json } = await fresh.ask('/api/index/x');
      expect(json.data).toMatchObject({ status: 'failed', error: { code: 'UNAVAILABLE' } });
    } finally {
      await fresh.close();
    }
  }, 60_000);

  test('tells a client nothing of what broke inside, and the log all of it', async () => {
    const broken = await startRegistryHarness();
    try {
      const own = await broken.createToken('acme');
      Object.assign(broken.registry, {
        openGit: () => {
          throw new Error('no room on /srv/disk-7');
        },
      });
      const { text } = await broken.ask('/api/skills/index', {
        token: own,
        body: { repository: `${broken.host.url}/a.git`, tag: 'v1', skill_path: '.' },
      });
      expect(text).toContain('INTERNAL');
      expect(text).not.toContain('disk-7');
      expect(JSON.stringify(broken.log)).toContain('disk-7');
    } finally {
      await broken.close();
    }
  }, 60_000);
});

describe('answers that depend on who asks', () => {
  test('are kept by no shared cache when asked with a token', async () => {
    await registry.publishAll([{ account: 'acme', name: 'deploy', version: '1.0.0' }]);
    const skill = '/api/skills/acme/deploy';
    for (const path of [skill, `${skill}/versions/1.0.0`, '/api/skills']) {
      const { headers } = await registry.ask(path, { token });
      expect(headers.get('cache-control')).toBe('private, no-cache');
    }
    expect((await registry.ask('/api/auth/me', { token })).headers.get('cache-control')).toBe(
      'no-store',
    );
  });
});
