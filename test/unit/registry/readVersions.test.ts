import { describe, expect, test } from '@jest/globals';
import { PUBLIC_REGISTRY } from '../../../src/config/Registry.ts';
import { readVersions } from '../../../src/registry/readVersions.ts';
import { wireVersion } from './wireVersion.ts';

const registry = { ...PUBLIC_REGISTRY, url: 'https://skills.example.com/base' };
const read = (...data: unknown[]) => readVersions(JSON.stringify({ data }), registry, 'URL');

describe('readVersions', () => {
  test('reads what resolving and locking need', () => {
    expect(read(wireVersion())).toEqual([
      {
        version: '2.1.0',
        size: 28311,
        fileCount: 7,
        license: null,
        changelog: null,
        publishedAt: Date.parse('2026-01-15T10:30:00Z'),
        yanked: false,
        dependencies: new Map([['stakpak/base', '^1.0.0']]),
        integrity: `sha256-${'A'.repeat(43)}=`,
        repository: 'https://github.com/stakpak/skills',
        tag: 'v2.1.0',
        commit: '8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596',
        path: 'kubernetes-deploy',
        archive: { url: 'https://skills.example.com/base/archive.tgz', size: 10240 },
      },
    ]);
  });

  test.each([
    ['archive.tgz', 'https://skills.example.com/base/archive.tgz'],
    ['/a.tgz', 'https://skills.example.com/a.tgz'],
    ['https://cdn.example.com/a.tgz', 'https://cdn.example.com/a.tgz'],
  ])('the archive %s is at %s', (url, absolute) => {
    const archive = { ...wireVersion().archive, url };
    expect(read({ ...wireVersion(), archive })[0]?.archive?.url).toBe(absolute);
  });

  test('what may be absent has its default, and unknown fields are ignored', () => {
    const { archive: _archive, skill_path: _path, dependencies: _d, ...rest } = wireVersion();
    expect(read({ ...rest, surprise: 1 })[0]).toMatchObject({
      archive: undefined,
      path: '',
      dependencies: new Map(),
    });
  });

  test.each<[string, object]>([
    ['commit', { commit: 'abc' }],
    ['integrity', { integrity: 'sha256-abc' }],
    ['integrity', { integrity: null }],
    ['version', { version: 'v2.1.0' }],
    ['published_at', { published_at: 'yesterday' }],
    ['dependencies', { dependencies: { '../x': '*' } }],
    ['dependencies', { dependencies: { __proto__x: '*' } }],
    ['skill_path', { skill_path: '../../etc' }],
    ['skill_path', { skill_path: '/etc' }],
    ['archive.url', { archive: { ...wireVersion().archive, url: 'file:///etc/passwd' } }],
    ['archive.url', { archive: { ...wireVersion().archive, url: 'http://10.0.0.1/a' } }],
    ['archive.url', { archive: { ...wireVersion().archive, url: 'https://a:b@x.test/a' } }],
  ])('a wrong `%s` is named: %j', (field, change) => {
    expect(() => read({ ...wireVersion(), ...change })).toThrow(
      expect.objectContaining({
        code: 'REGISTRY_ANSWER_INVALID',
        message: expect.stringContaining(field),
      }),
    );
  });

  test('a version that stands twice is refused: either could be meant', () => {
    expect(() => read(wireVersion(), wireVersion())).toThrow(
      expect.objectContaining({ message: expect.stringContaining('data.1.version') }),
    );
  });

  test.each(['', '{', '<html>', '[]', '{"data":{}}', 'null'])('%j is no answer', (body) => {
    expect(() => readVersions(body, registry, 'URL')).toThrow(
      expect.objectContaining({ code: 'REGISTRY_ANSWER_INVALID' }),
    );
  });
});
