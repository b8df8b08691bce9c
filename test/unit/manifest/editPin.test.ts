import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { pinManifestSkill, unpinManifestSkill } from '../../../src/manifest/editPin.ts';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import type { ManifestSkill } from '../../../src/model/Manifest.ts';
import type { ManifestPin } from '../../../src/model/ManifestPin.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { parseVersion } from '../../../src/model/Range.ts';

const read = (text: string) => parseManifest(text, { file: 'paks.toml', registry: 'paks' });
const version: ManifestPin = { kind: 'version', version: parseVersion('1.2.3') };
const commit: ManifestPin = { kind: 'commit', commit: 'c'.repeat(40) as CommitId };

function first(text: string): ManifestSkill {
  const [skill] = read(text).skills;
  if (skill === undefined) throw new Error('the manifest has no skill');
  return skill;
}

const pin = (text: string, as: ManifestPin = version) =>
  pinManifestSkill(text, first(text), { pin: as, registry: 'paks' });

describe('pinning a skill', () => {
  test.each([
    [
      '# top\n[skills]\n"a/b"  =  "^1"  # why\n"a/c" = "2"\n',
      '# top\n[skills]\n"a/b"  =  { version = "^1", pin = "1.2.3" }  # why\n"a/c" = "2"\n',
    ],
    [
      'skills = { "a/b" = "^1" } # c\n',
      'skills = { "a/b" = { version = "^1", pin = "1.2.3" } } # c\n',
    ],
    [
      '[skills]\n"a/b" = { version = " ^1", as = "x" } # c\n',
      '[skills]\n"a/b" = { version = " ^1", as = "x", pin = "1.2.3" } # c\n',
    ],
    [
      '[skills."a/b"]\n# about\nversion = "^1" # c\n',
      '[skills."a/b"]\npin = "1.2.3"\n# about\nversion = "^1" # c\n',
    ],
    [
      'skills."a/b".version = "^1" # c\r\n',
      'skills."a/b".version = "^1" # c\r\nskills."a/b".pin = "1.2.3"\r\n',
    ],
  ])('adds to %j what it needs and touches nothing else', (text, expected) => {
    const pinned = pin(text);
    expect(pinned).toBe(expected);
    expect(first(pinned)).toEqual({ ...first(text), pin: version });
  });

  test('writes the commit of a branch, and the reason', () => {
    const text = '[skills]\npdf = { git = "https://x.test/y.git", branch = "main" }\n';
    const reason = 'reviewed # "by us"';
    expect(first(pin(text, { ...commit, reason })).pin).toEqual({ ...commit, reason });
  });

  test('a pin without a reason takes the reason of the one before it away', () => {
    const text = pin('[skills]\n"a/b" = "^1"\n', { ...version, reason: 'old' });
    expect(pin(text)).toBe('[skills]\n"a/b" = { version = "^1", pin = "1.2.3" }\n');
  });
});

describe('unpinning a skill', () => {
  test.each([
    '# top\n[skills]\n"a/b"  =  "^1"  # why\n"a/c" = "2"\n',
    '[skills]\n"a/b" = { version = " ^1", as = "x" } # c\n',
    '[skills."a/b"]\n# about\nversion = "^1" # c\n',
    'skills."a/b".version = "^1" # c\r\n',
    '[skills]\npdf = { git = "https://x.test/y.git", version = "^1" }',
    '\ufeff[groups.g.skills]\r\n"a/b" = "^1"',
  ])('gives %j back byte for byte', (text) => {
    const reasons = fc.option(fc.string().filter((reason) => reason.trim() !== ''));
    fc.assert(
      fc.property(reasons, (reason) => {
        const pinned = pin(text, reason === null ? version : { ...version, reason });
        expect(unpinManifestSkill(pinned, first(pinned))).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  test('leaves the comments of a table alone', () => {
    const text = '[skills."a/b"]\n# a\nversion = "^1"\n# b\npin = "1.2.3"\n# c\n';
    expect(unpinManifestSkill(text, first(text))).toBe(
      '[skills."a/b"]\n# a\nversion = "^1"\n# b\n# c\n',
    );
  });
});
