import { describe, expect, test } from '@jest/globals';
import { setManifestRange } from '../../../src/manifest/editRange.ts';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import type { Range } from '../../../src/model/Range.ts';

const text = [
  '# what we use',
  '[skills]',
  '"acme/a" = "^1.0.0" # the a',
  "b = { git = 'https://example.com/b.git', version = '~1.2', path = \"b\" } # the b",
  '',
  '[skills."acme/c"]',
  'version = "1.0.0" # the c',
  'as = "cc"',
  '',
  '[groups.more.skills]',
  '"acme/d" = "^1"',
  '',
].join('\n');

describe('setManifestRange', () => {
  test.each([
    ['acme/a', '"^1.0.0"', '"^2.0.0"'],
    ['b', "'~1.2'", '"^2.0.0"'],
    ['acme/c', 'version = "1.0.0"', 'version = "^2.0.0"'],
    ['acme/d', '"^1"\n', '"^2.0.0"\n'],
  ])('only the range of %s changes, in the form its entry has', (id, before, after) => {
    const { skills } = parseManifest(text, { file: 'paks.toml', registry: 'paks' });
    const [skill] = skills.filter((each) => each.id === id);
    if (skill === undefined) throw new Error(id);

    expect(setManifestRange(text, skill, '^2.0.0' as Range)).toBe(text.replace(before, after));
  });
});
