import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stopDate } from './stopDate.ts';
import { RateLimiter } from '../../../packages/registry/src/limits/RateLimiter.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;
const VERSIONS = '/api/skills/acme/deploy/versions';

stopDate();

beforeAll(async () => {
  registry = await startRegistryHarness({ rateLimits: { withToken: 5, anonymous: 3 } });
  await registry.publishAll([{ account: 'acme', name: 'deploy', version: '1.0.0' }]);
}, 60_000);

afterAll(async () => await registry.close());

const ask = async (path: string, options = {}) => {
  const { status, headers, json } = await registry.ask(path, options);
  return { status, headers, code: json?.error?.code };
};

describe('a client', () => {
  test('is told its limit, and refused with the time to wait when it is over', async () => {
    const answers = [];
    for (let turn = 0; turn < 5; turn++) answers.push(await ask(VERSIONS));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    const [first, , , refused] = answers;
    expect(first?.headers.get('ratelimit-limit')).toBe('3');
    expect(first?.headers.get('ratelimit-remaining')).toBe('2');
    expect(refused?.code).toBe('RATE_LIMITED');
    const wait = Number(refused?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  });

  test('over its limit still has archives and what did not change', async () => {
    const token = await registry.createToken('acme');
    const etag = (await ask(VERSIONS, { token })).headers.get('etag') ?? '';
    const archive = await ask(`${VERSIONS}/1.0.0/archive`);
    const same = await ask(VERSIONS, { headers: { 'if-none-match': etag } });
    const changed = await ask(VERSIONS, { headers: { 'if-none-match': '"old"' } });
    expect([archive.status, same.status, changed.status]).toEqual([200, 304, 429]);
  });

  test('over its limit has conditional requests refused before anything is done for them (T21)', async () => {
    const limiter = { withToken: 5, anonymous: 1, pages: 2 };
    const upstream = await startRegistryHarness();
    const mirror = await startRegistryHarness({ rateLimits: limiter });
    try {
      await upstream.publishAll([{ account: 'far', name: 'away', version: '1.0.0' }]);
      await mirror.operate('mirror', upstream.url);
      const headers = { 'if-none-match': '"old"' };
      expect((await mirror.ask('/api/skills', { headers })).status).toBe(200);
      upstream.requests.length = 0;
      const asked = await Promise.all(
        ['/api/skills?q=x', '/api/skills/far/away', '/api/skills/far/away/versions'].map(
          async (path) => (await mirror.ask(path, { headers })).status,
        ),
      );
      expect(asked).toEqual([429, 429, 429]);
      expect(upstream.requests).toEqual([]);
      const pages = [];
      for (let turn = 0; turn < 3; turn++) pages.push((await mirror.ask('/')).status);
      expect(pages).toEqual([200, 200, 429]);
      expect((await mirror.ask('/assets/none')).status).toBe(404);
    } finally {
      await Promise.all([upstream.close(), mirror.close()]);
    }
  }, 60_000);

  test('cannot pass its limit by a crowd of conditional requests', async () => {
    const now = () => new Date('2026-01-01T00:00:30Z');
    const [one, other] = [1, 2].map(() => new RateLimiter(registry.registry.sql, now));
    await other?.take('address:z', 3);
    const held = await Promise.all([1, 2, 3].map(async () => await one?.hold('address:z', 3)));
    // Which of the three comes too late is the database's to say.
    expect(held.filter((standing) => standing?.isAllowed)).toHaveLength(2);
    one?.release('address:z');
    expect((await one?.hold('address:z', 3))?.isAllowed).toBe(true);
    expect((await other?.take('address:z', 3))?.remaining).toBe(1);
  });

  test('with a token has a limit of its own', async () => {
    const [one, other] = [await registry.createToken('acme'), await registry.createToken('acme')];
    const statuses = [];
    for (let turn = 0; turn < 6; turn++)
      statuses.push((await ask(VERSIONS, { token: one })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await ask(VERSIONS, { token: other })).status).toBe(200);
  });

  test('cannot try out tokens faster than it may ask without one', async () => {
    const strict = await startRegistryHarness({ rateLimits: { withToken: 100, anonymous: 2 } });
    const answers = [];
    for (const token of ['stk_guess-1', 'stk_guess-2', 'stk_guess-3']) {
      answers.push((await strict.ask('/api/auth/verify', { token })).json.error.code);
    }
    expect(answers).toEqual(['INVALID_TOKEN', 'INVALID_TOKEN', 'RATE_LIMITED']);
    const token = await strict.createToken('acme');
    expect((await strict.ask('/api/auth/verify', { token })).status).toBe(200);
    await strict.close();
  }, 60_000);

  test('may ask again in the next minute', async () => {
    let now = new Date('2026-01-01T00:00:30Z');
    const limiter = new RateLimiter(registry.registry.sql, () => now);
    const take = async () => (await limiter.take('address:x', 2)).isAllowed;
    expect([await take(), await take(), await take()]).toEqual([true, true, false]);
    now = new Date('2026-01-01T00:01:00Z');
    expect(await take()).toBe(true);
  });

  test('of a large limit is counted in bundles, and never passes more often than it says', async () => {
    const now = () => new Date('2026-01-01T00:00:30Z');
    const limiters = [1, 2].map(() => new RateLimiter(registry.registry.sql, now));
    let passed = 0;
    for (let turn = 0; turn < 2_100; turn++) {
      const { isAllowed } = (await limiters[turn % 2]?.take('address:y', 1_000)) ?? {
        isAllowed: false,
      };
      if (isAllowed) passed += 1;
    }
    expect(passed).toBe(1_000);
  });
});
