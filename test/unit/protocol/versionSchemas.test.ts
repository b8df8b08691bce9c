import { describe, expect, test } from '@jest/globals';
import { readAnswer } from '../../../src/protocol/readAnswer.ts';
import { VersionAnswer, VersionsAnswer } from '../../../src/protocol/versionSchemas.ts';

const ITEM = {
  version: '2.1.0',
  published_at: '2026-01-15T10:30:00Z',
  yanked: false,
  dependencies: { 'stakpak/base': '^1.0.0' },
  repository: 'https://github.com/stakpak/skills',
  tag: 'v2.1.0',
  commit: '8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596',
  skill_path: 'kubernetes-deploy',
  integrity: `sha256-${'A'.repeat(43)}=`,
  archive: { url: 'archive', integrity: `sha512-${'A'.repeat(86)}==`, size: 10240 },
  size: 28311,
  file_count: 7,
  license: 'MIT',
  changelog: 'Adds rollbacks',
};

const read = (item: object) =>
  readAnswer(VersionsAnswer, JSON.stringify({ data: [item] }), 'registry').data;

describe('the versions of a skill', () => {
  test('are read as the contract shows them', () => {
    expect(read(ITEM)).toEqual([ITEM]);
  });

  test('may carry fields nobody knows yet', () => {
    expect(read({ ...ITEM, signature: 'x' })).toEqual([ITEM]);
  });

  test('may leave out what has a default, or send null for it', () => {
    const { archive: _archive, dependencies: _dependencies, ...rest } = ITEM;
    expect(read({ ...rest, license: null })[0]).toMatchObject({ dependencies: {}, license: null });
  });

  test.each([
    ['a version with a v', { version: 'v2.1.0' }],
    ['a version with build metadata', { version: '2.1.0+b1' }],
    ['a weak integrity', { integrity: 'sha1-AAAA' }],
    ['a short commit', { commit: '8f3c2a1' }],
    ['a dependency without an account', { dependencies: { base: '^1.0.0' } }],
    ['a dependency that climbs', { dependencies: { 'a/..': '^1.0.0' } }],
    ['a range that is none', { dependencies: { 'a/b': 'newest please' } }],
    ['a time that is none', { published_at: 'yesterday' }],
    ['a negative size', { size: -1 }],
  ])('are refused with %s', (_what, change) => {
    expect(() => read({ ...ITEM, ...change })).toThrow(
      expect.objectContaining({ code: 'REGISTRY_ANSWER_INVALID' }),
    );
  });

  test('a prototype key in the dependencies reaches nobody', () => {
    const body = `{"data":[${JSON.stringify(ITEM).replace('"stakpak/base"', '"__proto__"')}]}`;
    expect(readAnswer(VersionsAnswer, body, 'registry').data[0]?.dependencies).toEqual({});
  });

  test('a page of HTML is named as no registry answer', () => {
    expect(() => readAnswer(VersionsAnswer, '<html>', 'https://r.example')).toThrow(
      /`https:\/\/r.example` did not answer as a registry does: it is not JSON/,
    );
  });
});

describe('one version', () => {
  test('adds its files and the text of its SKILL.md', () => {
    const files = [{ path: 'SKILL.md', size: 1, mode: '644', sha256: 'a'.repeat(64) }];
    const body = JSON.stringify({ data: { ...ITEM, files, readme: '# Hi' } });
    expect(readAnswer(VersionAnswer, body, 'registry').data.files).toEqual(files);
  });
});
