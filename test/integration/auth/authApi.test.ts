import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PUBLIC_REGISTRY, type Registry } from '../../../src/config/Registry.ts';
import { systemClock } from '../../../src/io/clock.ts';
import { createHttpClient } from '../../../src/io/http.ts';
import { type AuthApi, createAuthApi } from '../../../src/registry/AuthApi.ts';
import { authUrl } from '../../../src/registry/authUrl.ts';

const TOKEN = 'stk_abcdefgh12345678';
const USER = { id: 'user_1', username: 'johndoe', email: 'john@example.com', avatar_url: null };

let server: Server;
let url: string;
let answer: { status: number; body: string };
let asked: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => void server.close());

function api(registry: Partial<Registry> = {}): AuthApi {
  const clock = { ...systemClock, sleep: async () => undefined };
  const reporter = { report: () => undefined };
  const http = createHttpClient({ version: '0', reporter, clock });
  return createAuthApi({ ...PUBLIC_REGISTRY, url, authUrl: undefined, ...registry }, { http });
}

function answers(status: number, body: unknown): void {
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

describe('checking a token', () => {
  test('asks `auth_url`/verify with it, and says whose it is and until when', async () => {
    answers(200, { valid: true, user: USER, expires_at: '2026-12-31T23:59:59Z' });
    const { id, username, email } = USER;
    const expiresAt = Date.parse('2026-12-31T23:59:59Z');
    expect(await api().verify(TOKEN)).toEqual({ id, username, email, expiresAt });
    expect(await api({ authUrl: `${url}/auth` }).verify(TOKEN)).toMatchObject({ username });
    expect(asked).toEqual([
      `GET /api/auth/verify Bearer ${TOKEN}`,
      `GET /auth/verify Bearer ${TOKEN}`,
    ]);
  });

  test('of the public registry goes to its own service', () => {
    expect(authUrl(PUBLIC_REGISTRY)).toBe('https://api.stakpak.dev/auth');
  });

  test('T15: what another origin answers, to which no token goes, is believed of nobody', async () => {
    answers(200, { valid: true, user: USER, expires_at: null });
    const elsewhere = createServer((request, response) => {
      response.writeHead(307, { location: `${url}${request.url}` }).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const redirecting = api({ url: `http://127.0.0.1:${port}` });
    const refused = expect.objectContaining({ code: 'REDIRECT_REFUSED' });
    await expect(redirecting.verify(TOKEN)).rejects.toEqual(refused);
    await expect(redirecting.currentUser(TOKEN)).rejects.toEqual(refused);
    elsewhere.close();
    expect(asked.join()).not.toContain(TOKEN);
  });

  test('without a user of an email, or an end, says so by null', async () => {
    answers(200, { valid: true, user: { id: '1', username: 'x' }, expires_at: null });
    expect(await api().verify(TOKEN)).toEqual({
      id: '1',
      username: 'x',
      email: null,
      expiresAt: null,
    });
  });

  test.each<[string, number, unknown, string]>([
    ['says it is not valid', 200, { valid: false, user: USER, expires_at: null }, 'TOKEN_INVALID'],
    ['does not know it', 401, { error: { code: 'INVALID_TOKEN', message: 'no' } }, 'TOKEN_INVALID'],
    ['says it expired', 401, { error: { code: 'TOKEN_EXPIRED', message: 'no' } }, 'TOKEN_EXPIRED'],
    ['forbids it', 403, { error: { code: 'FORBIDDEN', message: 'suspended' } }, 'FORBIDDEN'],
    ['is no registry', 404, '<html>', 'REGISTRY_ANSWER_INVALID'],
    ['is a sign-in page', 200, '<html>Welcome</html>', 'REGISTRY_ANSWER_INVALID'],
    ['forgets the user', 200, { valid: true }, 'REGISTRY_ANSWER_INVALID'],
    ['is broken', 500, 'oops', 'HTTP_STATUS'],
    ['wants a pause', 429, { error: { code: 'RATE_LIMITED', message: 'x' } }, 'RATE_LIMITED'],
    ['answers without end', 200, ' '.repeat(300_000), 'LIMIT_EXCEEDED'],
  ])('with a server that %s', async (_what, status, body, code) => {
    answers(status, body);
    await expect(api().verify(TOKEN)).rejects.toMatchObject({ code });
  });

  test('T15: whatever a registry puts the token into, it is not kept or shown', async () => {
    const user = { id: TOKEN, username: `a ${TOKEN} b`, email: `${TOKEN}@x` };
    answers(200, { valid: true, user, expires_at: null });
    expect(JSON.stringify(await api().verify(TOKEN))).not.toContain('abcdefgh');
    answers(200, { ...user, status: TOKEN });
    expect(JSON.stringify(await api().currentUser(TOKEN))).not.toContain('abcdefgh');
  });
});

describe('the other endpoints', () => {
  test('me gives the account as it stands', async () => {
    answers(200, { ...USER, status: 'active' });
    expect(await api().currentUser(TOKEN)).toMatchObject({ username: 'johndoe', status: 'active' });
    expect(asked).toEqual([`GET /api/auth/me Bearer ${TOKEN}`]);
  });

  test('revoke is sent once, however the server fails', async () => {
    answers(503, 'busy');
    await expect(api().revoke(TOKEN)).rejects.toMatchObject({ code: 'HTTP_STATUS' });
    expect(asked).toEqual([`POST /api/auth/revoke Bearer ${TOKEN}`]);
    answers(200, { revoked: true });
    expect(await api().revoke(TOKEN)).toBe(true);
  });

  test("T15: a project's registry does not have tokens checked at another origin", () => {
    const theirs = { ...PUBLIC_REGISTRY, url, origin: { kind: 'project' } as const };
    expect(() => authUrl({ ...theirs, authUrl: 'http://127.0.0.1:9/auth' })).toThrow(
      expect.objectContaining({ code: 'SOURCE_INVALID' }),
    );
    expect(authUrl({ ...theirs, authUrl: `${url}/auth` })).toBe(`${url}/auth`);
    expect(authUrl({ ...theirs, authUrl: undefined })).toBe(`${url}/api/auth`);
  });
});
