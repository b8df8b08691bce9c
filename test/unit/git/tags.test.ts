import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { RemoteReference } from '../../../src/git/GitClient.ts';
import { formatTag, parseTag, skillVersions } from '../../../src/git/tags.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { parseVersion } from '../../../src/model/Range.ts';

const references = (...tags: string[]): RemoteReference[] =>
  tags.map((tag, index) => ({
    name: `refs/tags/${tag}`,
    commit: String(index).padStart(40, '0') as CommitId,
  }));

const tagsOf = (tags: string[], names: string[]): string[] =>
  skillVersions(references(...tags), names).map(({ version, tag }) => `${version} ${tag}`);

describe('parseTag', () => {
  test.each([
    ['v1.2.3', null, '1.2.3'],
    ['1.2.3', null, '1.2.3'],
    ['v1.0.0-rc.1', null, '1.0.0-rc.1'],
    ['pdf@1.2.3', 'pdf', '1.2.3'],
    ['@acme/pdf@1.2.3', '@acme/pdf', '1.2.3'],
    ['pdf@2.0.0-beta', 'pdf', '2.0.0-beta'],
  ])('reads %s', (tag, name, version) => {
    expect(parseTag(tag)).toEqual({ name, version });
  });

  test.each([
    'v1.2',
    'latest',
    'v1',
    'pdf-1.2.3',
    'V1.2.3',
    'v01.2.3',
    '1.2.3+build',
    '@1.2.3',
    'a b@1.2.3',
    'pdf@v1.2.3',
    '',
  ])('takes %j for no release', (tag) => {
    expect(parseTag(tag)).toBeNull();
  });

  test('is the inverse of formatTag', () => {
    const version = fc
      .tuple(fc.nat(99), fc.nat(99), fc.nat(99))
      .map((parts) => parseVersion(parts.join('.')));
    const name = fc.option(fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/));
    fc.assert(
      fc.property(fc.record({ name, version }), (release) => {
        expect(parseTag(formatTag(release))).toEqual(release);
      }),
    );
  });
});

describe('skillVersions', () => {
  test("takes the skill's own tags where it has any", () => {
    const tags = ['v9.0.0', 'pdf@1.0.0', 'pdf@1.1.0', 'docx@3.0.0'];
    expect(tagsOf(tags, ['pdf'])).toEqual(['1.0.0 pdf@1.0.0', '1.1.0 pdf@1.1.0']);
  });

  test('takes the plain tags where it has none', () => {
    expect(tagsOf(['v1.0.0', '1.1.0', 'docx@3.0.0', 'latest'], ['pdf'])).toEqual([
      '1.0.0 v1.0.0',
      '1.1.0 1.1.0',
    ]);
  });

  test('prefers the earlier name and the `v` where two tags mark one version', () => {
    expect(tagsOf(['1.0.0', 'v1.0.0'], [])).toEqual(['1.0.0 v1.0.0']);
    expect(tagsOf(['folder@1.0.0', 'key@1.0.0', 'folder@1.1.0'], ['key', 'folder'])).toEqual([
      '1.0.0 key@1.0.0',
      '1.1.0 folder@1.1.0',
    ]);
  });

  test('looks at tags only', () => {
    const branch = { name: 'refs/heads/v1.0.0', commit: 'a'.repeat(40) as CommitId };
    expect(skillVersions([branch], ['pdf'])).toEqual([]);
  });
});
