import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import type { SkillId } from '../../../src/model/SkillId.ts';
import {
  forgetAnswers,
  openMetadataCache,
  searchKey,
  skillKey,
} from '../../../src/registry/metadataCache.ts';
import { wireVersion } from '../../unit/registry/wireVersion.ts';
import { giving, registryFixture, TOOL, VERSIONS } from './fixture.ts';

const fixture = registryFixture();
const CACHEABLE = { etag: '"one"', 'cache-control': 'public, max-age=300' };

function serve(version: string, headers: Readonly<Record<string, string>> = CACHEABLE): void {
  fixture.answers.set(VERSIONS, {
    body: JSON.stringify({ data: [wireVersion(version)] }),
    headers,
  });
}

async function newest(...given: Parameters<typeof fixture.client>): Promise<string | undefined> {
  const versions = await fixture.client(...given).versions(TOOL);
  return versions[0]?.version;
}

function statuses(): number[] {
  return fixture.proxy.requests.splice(0).map(({ status }) => status);
}

function cacheFiles(): string[] {
  return readdirSync(fixture.cacheDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

beforeEach(() => serve('1.0.0'));

describe('a cached answer', () => {
  test('is used without asking for five minutes, then revalidated', async () => {
    expect(await newest()).toBe('1.0.0');
    fixture.now += 299_999;
    expect(await newest()).toBe('1.0.0');
    expect(statuses()).toEqual([200]);
    fixture.now += 1;
    expect(await newest()).toBe('1.0.0');
    expect(statuses()).toEqual([304]);
    fixture.now += 299_999;
    expect(await newest()).toBe('1.0.0');
    expect(statuses()).toEqual([]);
  });

  test('is replaced when the registry has another', async () => {
    await newest();
    serve('2.0.0', { ...CACHEABLE, etag: '"two"' });
    fixture.now += 300_000;
    expect([await newest(), await newest()]).toEqual(['2.0.0', '2.0.0']);
    expect(statuses()).toEqual([200, 200]);
  });

  test.each([
    ['private, no-cache', [200, 304]],
    ['max-age=10', [200, 304]],
    ['max-age=3600', [200]],
    ['no-store', [200, 200]],
  ])('obeys Cache-Control: %s after a minute', async (control, expected) => {
    serve('1.0.0', { etag: '"one"', 'cache-control': control });
    await newest();
    fixture.now += 60_000;
    await newest();
    expect(statuses()).toEqual(expected);
  });

  test('R07: one from the future is asked for again', async () => {
    await newest();
    fixture.now -= 60_000;
    await newest();
    expect(statuses()).toEqual([200, 304]);
  });

  test('is not read with noCache, but written', async () => {
    await newest();
    serve('2.0.0', { ...CACHEABLE, etag: '"two"' });
    expect(await newest({ noCache: true })).toBe('2.0.0');
    expect(await newest()).toBe('2.0.0');
    expect(statuses()).toEqual([200, 200]);
  });

  test('serves however old when offline; what is not there is named', async () => {
    await newest();
    fixture.now += 1e9;
    expect(await newest({ offline: true })).toBe('1.0.0');
    expect(statuses()).toEqual([200]);
    const client = fixture.client({ offline: true }, { url: 'https://other.test' });
    await expect(client.versions(TOOL)).rejects.toMatchObject({
      code: 'OFFLINE',
      message: expect.stringContaining('acme/tool'),
    });
  });

  test('T15: one given for a token is never served to another identity', async () => {
    serve('1.0.0', { 'cache-control': 'max-age=300' });
    await newest({ tokens: giving('stk_first') });
    serve('2.0.0', { 'cache-control': 'max-age=300' });
    expect(await newest({ tokens: giving('stk_other') })).toBe('2.0.0');
    expect(await newest()).toBe('2.0.0');
    expect(await newest({ tokens: giving('stk_first') })).toBe('1.0.0');
    expect(fixture.proxy.requests.map(({ authorized }) => authorized)).toEqual([true, true, false]);
    expect(cacheFiles()).toHaveLength(3);
    expect(cacheFiles().join()).not.toContain('stk_');
  });

  test('T22: one of a registry is never served for another, even of the same name', async () => {
    await newest();
    expect(await newest({}, { url: `${fixture.proxy.url}/elsewhere` }).catch(() => 'asked')).toBe(
      'asked',
    );
  });

  test('is readable by its owner only', async () => {
    await newest({ tokens: giving('stk_first') });
    expect(cacheFiles().map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
  });
});

describe('what was just published', () => {
  const search = (now: number) => ({ body: '{}', etag: null, confirmedAt: now, maxAge: null });

  test('is asked for anew, and so are searches, while other skills stay cached', async () => {
    await newest({ tokens: giving('stk_first') });
    await newest();
    const scope = { registryUrl: fixture.proxy.url, token: null };
    const cache = openMetadataCache(nodeFileSystem, fixture.cacheDirectory, scope);
    const key = searchKey('/api/skills/search?q=tool');
    cache.write(key, search(fixture.now));
    cache.write(skillKey(TOOL), search(fixture.now));
    cache.write('acme/other' as SkillId, search(fixture.now));
    forgetAnswers(nodeFileSystem, fixture.cacheDirectory, TOOL);
    expect([cache.read(key), cache.read(skillKey(TOOL))]).toEqual([null, null]);
    expect(cache.read('acme/other' as SkillId)).not.toBeNull();
    statuses();
    await newest({ tokens: giving('stk_first') });
    await newest();
    expect(statuses()).toEqual([200, 200]);
  });

  test('costs nothing where nothing is cached yet', () => {
    expect(() =>
      forgetAnswers(nodeFileSystem, join(fixture.cacheDirectory, 'none'), TOOL),
    ).not.toThrow();
  });
});

describe('a damaged cache', () => {
  test.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['cut', (text) => text.slice(0, -10)],
    ['changed in one byte', (text) => text.replace('1.0.0', '1.0.1')],
    ['not ours', () => 'null\n{}'],
    ['of another skill', (text) => text.replace('acme/tool', 'acme/fool')],
    ['without a time', (text) => text.replace(/"confirmedAt":\d+/, '"confirmedAt":null')],
  ])('T13: an entry that is %s is asked for again and mended', async (_kind, damage) => {
    await newest();
    const [file = ''] = cacheFiles();
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    expect([await newest(), await newest()]).toEqual(['1.0.0', '1.0.0']);
    expect(statuses()).toEqual([200, 200]);
  });

  test('T13: a whole entry with content that no registry may answer is asked for again', async () => {
    await newest();
    const [file = ''] = cacheFiles();
    const { createHash } = await import('node:crypto');
    const [header = '{}'] = readFileSync(file, 'utf8').split('\n');
    const body = '{"data":[{"version":"../.."}]}';
    const sha256 = createHash('sha256').update(body).digest('hex');
    writeFileSync(file, `${JSON.stringify({ ...JSON.parse(header), sha256 })}\n${body}`);
    expect(await newest()).toBe('1.0.0');
  });

  test('R04: a disk that cannot be written only costs the cache', async () => {
    const fileSystem = {
      ...nodeFileSystem,
      rename: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    expect([await newest({ fileSystem }), await newest({ fileSystem })]).toEqual([
      '1.0.0',
      '1.0.0',
    ]);
    expect([statuses(), cacheFiles()]).toEqual([[200, 200], []]);
  });

  test('a wrong answer is not kept', async () => {
    fixture.answers.set(VERSIONS, { body: '{"data":[{}]}', headers: CACHEABLE });
    await expect(newest()).rejects.toMatchObject({ code: 'REGISTRY_ANSWER_INVALID' });
    expect(cacheFiles()).toEqual([]);
  });
});
