import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createRegistries } from '../../../src/registry/createRegistries.ts';
import { loadConfig } from '../../../src/config/loadConfig.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { systemClock } from '../../../src/io/clock.ts';
import { createHttpClient } from '../../../src/io/http.ts';
import type { Version } from '../../../src/model/Range.ts';
import type { SkillId } from '../../../src/model/SkillId.ts';
import { memoryFiles, surroundings } from '../../unit/config/memoryFiles.ts';
import { type LocalServer, startLocalServer } from '../io/localServer.ts';
import { giving, registryFixture, TOOL, VERSIONS } from './fixture.ts';

const fixture = registryFixture();
const VERSION = '1.0.0' as Version;
const ARCHIVE = `${VERSIONS}/1.0.0/archive`;
const bytes = gzipSync('a tar would be here');

const others: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(others.splice(0).map((server) => server.close()));
});

async function read(body: AsyncIterable<Uint8Array> | null): Promise<Buffer | null> {
  if (body === null) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const archive = async (...given: Parameters<typeof fixture.client>) =>
  await read(await fixture.client(...given).archive(TOOL, VERSION));

describe('archive', () => {
  test('takes one request, at the address that follows from name and version', async () => {
    fixture.answers.set(ARCHIVE, { body: bytes });
    expect(await archive()).toEqual(bytes);
    expect(fixture.proxy.requests.map(({ path }) => path)).toEqual([ARCHIVE]);
  });

  test.each([
    [404, '{"error":{"code":"NOT_FOUND","message":"no such address"}}'],
    [404, '<html>no</html>'],
    [405, ''],
    [410, ''],
    [501, ''],
  ])('is null where the registry has none: %i %s', async (status, body) => {
    fixture.proxy.faults.push({ kind: 'status', status, body });
    expect(await archive()).toBeNull();
  });

  test.each(['SKILL_NOT_FOUND', 'VERSION_NOT_FOUND'])(
    'throws where there is no skill: %s',
    async (code) => {
      const body = JSON.stringify({ error: { code, message: 'none' } });
      fixture.proxy.faults.push({ kind: 'status', status: 404, body });
      await expect(archive()).rejects.toMatchObject({
        code: 'SKILL_NOT_FOUND',
        message: expect.stringContaining('acme/tool@1.0.0'),
      });
    },
  );

  test('R02: one that is cut is asked for again', async () => {
    fixture.answers.set(ARCHIVE, { body: bytes, headers: { 'content-length': bytes.length } });
    fixture.proxy.faults.push({ kind: 'truncate', afterBytes: 10, times: 2 });
    expect(await archive()).toEqual(bytes);
    expect(fixture.proxy.requests).toHaveLength(3);
  });

  test('R02: a sign-in page in its place is told apart', async () => {
    fixture.answers.set(ARCHIVE, { body: '<html>Please sign in</html>' });
    await expect(archive()).rejects.toMatchObject({
      code: 'REGISTRY_ANSWER_INVALID',
      message: expect.stringContaining('no gzip archive'),
    });
  });

  test('T15: the token goes to the registry and not to the storage it redirects to', async () => {
    const seen: unknown[] = [];
    const storage = await startLocalServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end(bytes);
    });
    others.push(storage);
    fixture.proxy.faults.push({ kind: 'redirect', location: `${storage.url}/blob?signature=x` });
    expect(await archive({ tokens: giving('stk_secret') })).toEqual(bytes);
    expect(fixture.proxy.requests[0]?.headers.authorization).toBe('Bearer stk_secret');
    expect(seen).toEqual([undefined]);
  });

  test('offline it is not asked for', async () => {
    await expect(archive({ offline: true })).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(fixture.proxy.requests).toEqual([]);
  });
});

describe('refusals', () => {
  const versions = async (...given: Parameters<typeof fixture.client>) =>
    await fixture.client(...given).versions(TOOL);

  test.each([
    [401, 'AUTH_REQUIRED', 1],
    [403, 'FORBIDDEN', 1],
    [429, 'RATE_LIMITED', 4],
    [500, 'HTTP_STATUS', 4],
  ])('R05: %i becomes %s after %i requests', async (status, code, requests) => {
    fixture.proxy.faults.push({ kind: 'status', status });
    await expect(versions()).rejects.toMatchObject({ code, data: { registry: 'paks', status } });
    expect(fixture.proxy.requests).toHaveLength(requests);
  });

  test('a skill that is not there', async () => {
    await expect(versions()).rejects.toMatchObject({ code: 'SKILL_NOT_FOUND' });
  });

  test('a name without an account is never asked for', async () => {
    await expect(fixture.client().versions('tool' as SkillId)).rejects.toMatchObject({
      code: 'SKILL_NOT_FOUND',
    });
    expect(fixture.proxy.requests).toEqual([]);
  });

  test('a registry that requires a token is not asked without one', async () => {
    await expect(versions({}, { authRequired: true })).rejects.toMatchObject({
      code: 'AUTH_REQUIRED',
    });
    expect(fixture.proxy.requests).toEqual([]);
  });

  test('R02: a body of another kind, however whole, is no answer', async () => {
    fixture.answers.set(VERSIONS, { body: '<html>Welcome to the hotel</html>' });
    await expect(versions()).rejects.toMatchObject({
      code: 'REGISTRY_ANSWER_INVALID',
      message: expect.stringContaining('not JSON'),
    });
  });

  test('R02: one flipped byte is noticed', async () => {
    fixture.answers.set(VERSIONS, { body: '{"data":[]}' });
    fixture.proxy.faults.push({ kind: 'corrupt', atByte: 3 });
    await expect(versions()).rejects.toMatchObject({ code: 'REGISTRY_ANSWER_INVALID' });
  });
});

describe('createRegistries', () => {
  async function registries() {
    const file = '[registries.private]\nurl = "https://skills.example.com"';
    const config = await loadConfig({
      fileSystem: memoryFiles({ '/home/ada/.config/paks/config.toml': file }),
      environment: surroundings(),
      flags: { offline: false, registry: null },
    });
    return createRegistries({
      config,
      http: createHttpClient({ version: '1.0.0' }),
      tokens: giving(null),
      fileSystem: nodeFileSystem,
      clock: systemClock,
      noCache: false,
    });
  }

  test('makes each client once', async () => {
    const find = await registries();
    expect((await find('private')).name).toBe('private');
    expect(await find('private')).toBe(await find('private'));
  });

  test('T22: an unknown registry is an error with the nearest name, never another registry', async () => {
    const find = await registries();
    await expect(find('privat')).rejects.toMatchObject({
      code: 'REGISTRY_UNKNOWN',
      hint: 'did you mean `private`?',
    });
    await expect(find('__proto__')).rejects.toMatchObject({ code: 'REGISTRY_UNKNOWN' });
  });
});
