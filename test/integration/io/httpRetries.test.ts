import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PaksEvent } from '../../../src/events/events.ts';
import type { Clock } from '../../../src/io/clock.ts';
import { createHttpClient } from '../../../src/io/http.ts';
import { type Proxy, startProxy } from '../../helpers/startProxy.ts';
import { type LocalServer, startLocalServer } from './localServer.ts';

const NOW = Date.parse('2026-01-15T10:00:00Z');
const maxBytes = 100_000;
const body = 'x'.repeat(5000);

let server: LocalServer;
let proxy: Proxy;
let slept: number[];
let events: PaksEvent[];

const clock: Clock = {
  now: () => NOW,
  sleep: async (milliseconds) => {
    slept.push(milliseconds);
  },
};
const client = createHttpClient({
  version: '1.0.0',
  clock,
  random: () => 0.5,
  connectTimeout: 1000,
  idleTimeout: 300,
  reporter: { report: (event) => events.push(event) },
});

beforeEach(async () => {
  slept = [];
  events = [];
  server = await startLocalServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-length': body.length }).end(body);
  });
  proxy = await startProxy({ target: server.url });
});

afterEach(async () => {
  await Promise.all([proxy.close(), server.close()]);
});

const get = (whole = false) => client.request({ url: `${proxy.url}/a?token=1`, maxBytes, whole });

describe("a server's limit", () => {
  const limited =
    (remaining: number): RequestListener =>
    (request, response) => {
      request.resume();
      const headers = {
        'ratelimit-limit': 2,
        'ratelimit-remaining': remaining,
        'ratelimit-reset': 7,
      };
      response.writeHead(200, headers).end();
    };

  test('is kept to: after the last request it allows, the next one waits and says so once', async () => {
    const strict = await startLocalServer(limited(0));
    for (let count = 0; count < 2; count++) await client.request({ url: strict.url, maxBytes });
    await strict.close();
    expect(slept).toEqual([7000]);
    const message = expect.stringContaining('takes no more requests for now');
    expect(events).toEqual([{ type: 'note', message }]);
  });

  test("the user's own limit is kept to, whatever the server allows", async () => {
    const polite = createHttpClient({ version: '1.0.0', clock, requestsPerMinute: 2 });
    const generous = await startLocalServer(limited(1000));
    const all = Array.from({ length: 5 }, () => polite.request({ url: generous.url, maxBytes }));
    await Promise.all(all);
    await generous.close();
    expect(slept.length).toBeGreaterThanOrEqual(2);
    expect(slept.every((wait) => wait >= 60_000)).toBe(true);
  });
});

describe('retries', () => {
  test('R05: a passing server error is tried again with growing, jittered waits', async () => {
    proxy.faults.push({ kind: 'status', status: 503, times: 3 });
    const answer = await get();
    expect([answer.status, (await answer.text()).length]).toEqual([200, 5000]);
    expect(slept).toEqual([250, 1000, 4000]);
    expect(proxy.requests.map(({ status }) => status)).toEqual([503, 503, 503, 200]);
    expect(events[0]).toEqual({
      type: 'request.retried',
      url: `${proxy.url}/a`,
      waitMs: 250,
      reason: 'HTTP status 503',
    });
  });

  test('R05: after three retries the last answer is the answer', async () => {
    proxy.faults.push({ kind: 'status', status: 500, body: 'broken' });
    const answer = await get();
    expect([answer.status, await answer.text(), proxy.requests.length]).toEqual([500, 'broken', 4]);
  });

  test.each([400, 401, 403, 404, 409, 422, 501])('status %i is not tried again', async (status) => {
    proxy.faults.push({ kind: 'status', status });
    expect((await get()).status).toBe(status);
    expect(proxy.requests).toHaveLength(1);
  });

  test.each([
    ['seconds', '2', 2000],
    ['a date', 'Thu, 15 Jan 2026 10:00:30 GMT', 30_000],
    ['a date of the past', 'Thu, 15 Jan 2026 09:00:00 GMT', 0],
  ])('R05: Retry-After as %s is waited for exactly', async (_form, value, waited) => {
    const headers = { 'retry-after': value };
    proxy.faults.push({ kind: 'status', status: 429, headers, times: 1 });
    expect((await get()).status).toBe(200);
    expect(slept).toEqual([waited]);
  });

  test('R05: a Retry-After that says nothing usable leaves the wait to the client', async () => {
    const headers = { 'retry-after': 'soon' };
    proxy.faults.push({ kind: 'status', status: 429, headers, times: 1 });
    expect((await get()).status).toBe(200);
    expect(slept).toEqual([250]);
  });

  test.each(['61', 'Thu, 15 Jan 2026 10:01:01 GMT'])(
    'R05: a Retry-After of more than a minute (%s) fails at once and says when',
    async (value) => {
      proxy.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': value } });
      await expect(get()).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        message: expect.stringContaining('2026-01-15T10:01:01.000Z'),
        data: { retryAt: '2026-01-15T10:01:01.000Z' },
      });
      expect([slept, proxy.requests.length]).toEqual([[], 1]);
    },
  );

  test('R05: 503 with a long Retry-After is answered at once', async () => {
    const headers = { 'retry-after': '3600' };
    proxy.faults.push({ kind: 'status', status: 503, headers });
    expect((await get()).status).toBe(503);
    expect([slept, proxy.requests.length]).toEqual([[], 1]);
  });

  test('R05: a dropped connection is tried again', async () => {
    proxy.faults.push({ kind: 'reset', times: 2 });
    expect((await get()).status).toBe(200);
    expect(proxy.requests.map(({ status }) => status)).toEqual([0, 0, 200]);
  });

  test('R05: the final error says how often was tried', async () => {
    proxy.faults.push({ kind: 'reset' });
    await expect(get()).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      message: expect.stringContaining('(4 attempts)'),
      data: { reason: 'reset', attempts: 4 },
    });
  });

  test('R02: a body cut short is asked for again when the whole of it is wanted', async () => {
    proxy.faults.push({ kind: 'truncate', afterBytes: 100, times: 1 });
    expect(await (await get(true)).text()).toBe(body);
    expect(proxy.requests).toHaveLength(2);
  });

  test('R02: a body that stays cut is an error, never a short answer', async () => {
    proxy.faults.push({ kind: 'truncate', afterBytes: 100 });
    await expect(get(true)).rejects.toMatchObject({ code: 'NETWORK_TRUNCATED' });
    expect(proxy.requests).toHaveLength(4);
  });

  test('R02: a streamed body that is cut short ends in an error', async () => {
    proxy.faults.push({ kind: 'truncate', afterBytes: 100 });
    const answer = await get();
    await expect(answer.text()).rejects.toMatchObject({ code: 'NETWORK_TRUNCATED' });
    expect(proxy.requests).toHaveLength(1);
  });

  test('a POST is sent once, whatever happens, unless it is said to be idempotent', async () => {
    proxy.faults.push({ kind: 'status', status: 503 });
    const request = { method: 'POST', url: proxy.url, body: '{}', maxBytes } as const;
    expect((await client.request(request)).status).toBe(503);
    expect(proxy.requests).toHaveLength(1);
    await client.request({ ...request, idempotent: true });
    expect(proxy.requests).toHaveLength(5);
  });

  test('R05: a server that does not answer is given up after the idle time', async () => {
    const hasty = createHttpClient({
      version: '1.0.0',
      clock,
      random: () => 0,
      connectTimeout: 50,
      idleTimeout: 50,
    });
    proxy.faults.push({ kind: 'stall' });
    await expect(hasty.request({ url: proxy.url, maxBytes })).rejects.toMatchObject({
      code: 'NETWORK_TIMEOUT',
      data: { reason: 'idle-timeout', attempts: 4 },
    });
  });

  test('an aborted signal ends a request, also while it waits to try again', async () => {
    const stopping = new AbortController();
    const waiting = createHttpClient({
      version: '1.0.0',
      random: () => 1,
      reporter: { report: () => stopping.abort() },
    });
    proxy.faults.push({ kind: 'status', status: 503 });
    const { signal } = stopping;
    await expect(waiting.request({ url: proxy.url, maxBytes, signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    await expect(client.request({ url: proxy.url, maxBytes, signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    expect(proxy.requests).toHaveLength(1);
  });
});
