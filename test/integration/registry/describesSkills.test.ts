import { describe, expect, test } from '@jest/globals';
import type { Version } from '../../../src/model/Range.ts';
import { forgetAnswers } from '../../../src/registry/metadataCache.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { registryFixture, TOOL, VERSIONS } from './fixture.ts';

const fixture = registryFixture();
const SEARCH = '/api/skills/search?q=tool&sort=downloads&limit=20&page=1';
const QUERY = { q: 'tool', page: 1, limit: 20, sort: 'downloads' } as const;

const item = {
  account: 'acme',
  name: 'tool',
  version: '1.2.0',
  description: 'A tool',
  downloads: 7,
  updated_at: '2026-01-15T10:30:00Z',
};
const skill = {
  ...item,
  author: { name: 'Acme', url: 'https://acme.test' },
  created_at: '2025-01-15T10:30:00Z',
  latest: '1.2.0',
  versions_count: 3,
};
const version = {
  version: '1.2.0',
  published_at: '2026-01-15T10:30:00Z',
  repository: 'https://git.test/x.git',
  tag: 'v1.2.0',
  commit: 'a'.repeat(40),
  integrity: `sha256-${'A'.repeat(43)}=`,
  files: [{ path: 'SKILL.md', size: 3, mode: '644', sha256: 'b'.repeat(64) }],
  readme: '# Tool',
  changelog: 'Mends things',
};

function answer(path: string, data: unknown, more: object = {}): void {
  fixture.answers.set(path, { body: JSON.stringify({ data, ...more }) });
}
const meta = { total: 41, page: 1, per_page: 20 };
const asked = () => fixture.proxy.requests.map(({ path }) => path);

describe('a search', () => {
  test('is one request with its parameters in a fixed order, answered as data', async () => {
    answer(SEARCH, [item], { meta });
    const page = await fixture.client().search(QUERY);
    expect(page).toEqual({
      total: 41,
      page: 1,
      perPage: 20,
      skills: [
        {
          id: 'acme/tool',
          version: '1.2.0',
          description: 'A tool',
          keywords: [],
          categories: [],
          downloads: 7,
          updatedAt: Date.UTC(2026, 0, 15, 10, 30),
          license: null,
        },
      ],
    });
    expect(asked()).toEqual([SEARCH]);
  });

  test('is remembered for a minute, and not where the cache is not to be read', async () => {
    answer(SEARCH, [], { meta });
    await fixture.client().search(QUERY);
    fixture.now += 59_000;
    await fixture.client().search(QUERY);
    expect(asked()).toHaveLength(1);
    await fixture.client({ noCache: true }).search(QUERY);
    fixture.now += 61_000;
    await fixture.client().search(QUERY);
    expect(asked()).toHaveLength(3);
  });

  test('offline is answered from the cache, however old, else refused', async () => {
    answer(SEARCH, [item], { meta });
    await fixture.client().search(QUERY);
    fixture.now += 86_400_000;
    const offline = fixture.client({ offline: true });
    expect((await offline.search(QUERY)).skills).toHaveLength(1);
    await expect(offline.search({ q: 'other' })).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(asked()).toHaveLength(1);
  });

  test.each([
    ['a skill that no path may hold', [{ ...item, name: '../../etc' }]],
    ['a version that is none', [{ ...item, version: '1.x' }]],
    ['a count below zero', [{ ...item, downloads: -1 }]],
    ['a text that is a number', [{ ...item, description: 3 }]],
    ['no list', { skills: [] }],
  ])('is refused where it is not what the contract says: %s', async (_, data) => {
    answer(SEARCH, data, { meta });
    const refused = fixture.client().search(QUERY);
    await expect(refused).rejects.toMatchObject({ code: 'REGISTRY_ANSWER_INVALID' });
  });

  test.each([
    ['3600', { message: expect.stringContaining('until 1970-01-01T01:16:40.000Z') }],
    ['30', { hint: expect.stringContaining('try again in 30 seconds') }],
  ])('over the limit says when to try again: Retry-After %s', async (seconds, expected) => {
    const headers = { 'retry-after': seconds };
    fixture.proxy.faults.push({ kind: 'status', status: 429, body: '{}', headers, times: 9 });
    const refused = fixture.client().search(QUERY);
    await expect(refused).rejects.toMatchObject({ code: 'RATE_LIMITED', ...expected });
  });
});

describe('a skill', () => {
  const path = '/api/skills/acme/tool';

  test('is described with one request, which is remembered', async () => {
    answer(path, skill);
    await fixture.client().skill(TOOL);
    expect(await fixture.client().skill(TOOL)).toMatchObject({
      id: 'acme/tool',
      publisher: { name: 'Acme', url: 'https://acme.test' },
      repository: null,
      createdAt: Date.UTC(2025, 0, 15, 10, 30),
      recentDownloads: 0,
      versions: 3,
      visibility: 'public',
    });
    expect(asked()).toEqual([path]);
  });

  test('is not taken for another', async () => {
    answer(path, { ...skill, name: 'other' });
    await expect(fixture.client().skill(TOOL)).rejects.toMatchObject({
      code: 'REGISTRY_ANSWER_INVALID',
      message: expect.stringContaining('`acme/other`'),
    });
  });

  test('and its versions are asked for again once they are forgotten', async () => {
    answer(path, skill);
    answer(`${VERSIONS}/1.2.0`, version);
    const both = async () => {
      await fixture.client().skill(TOOL);
      await fixture.client().version(TOOL, '1.2.0' as Version);
    };
    await both();
    forgetAnswers(nodeFileSystem, fixture.cacheDirectory, TOOL);
    await both();
    expect(asked()).toHaveLength(4);
  });
});

describe('a version', () => {
  const path = `${VERSIONS}/1.2.0`;

  test('is described with its files and its SKILL.md', async () => {
    answer(path, version);
    expect(await fixture.client().version(TOOL, '1.2.0' as Version)).toMatchObject({
      files: [{ path: 'SKILL.md', size: 3 }],
      readme: '# Tool',
      changelog: 'Mends things',
      license: null,
      dependencies: new Map(),
    });
    expect(asked()).toEqual([path]);
  });

  test('is not taken for another', async () => {
    answer(path, { ...version, version: '1.3.0' });
    await expect(fixture.client().version(TOOL, '1.2.0' as Version)).rejects.toMatchObject({
      code: 'REGISTRY_ANSWER_INVALID',
    });
  });

  test('that is not there is named', async () => {
    await expect(fixture.client().version(TOOL, '9.0.0' as Version)).rejects.toMatchObject({
      code: 'SKILL_NOT_FOUND',
      message: expect.stringContaining('acme/tool@9.0.0'),
    });
  });
});
