import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ContentHash, fileLine, hashFile } from '../../../src/io/contentHash.ts';
import type { SkillFile } from '../../../src/model/SkillTree.ts';

const file = (path: string, text: string, mode: 0o644 | 0o755 = 0o644): SkillFile => ({
  path,
  mode,
  bytes: new TextEncoder().encode(text),
});

function integrity(files: readonly SkillFile[]): string {
  const hash = new ContentHash();
  for (const each of files) hash.add(each);
  return hash.finish();
}

describe('the content hash', () => {
  test('is the sha256 of one line a file, sorted by path', () => {
    const lines =
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 644 SKILL.md\n' +
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 755 run.sh\n';
    const expected = `sha256-${createHash('sha256').update(lines).digest('base64')}`;
    expect(integrity([file('run.sh', '', 0o755), file('SKILL.md', 'abc')])).toBe(expected);
  });

  test('is a fixed value for a fixed skill', () => {
    expect(integrity([file('SKILL.md', 'abc')])).toBe(
      'sha256-VsgQ8JkhQkmWnnVkcEcOP10hx1cjk/8Cp3IvDMfUCrk=',
    );
  });

  test('does not depend on the order in which files come', () => {
    const content = fc.record({ path: fc.string({ unit: 'grapheme' }), text: fc.string() });
    const files = fc.uniqueArray(content, { selector: (each) => each.path, maxLength: 8 });
    fc.assert(
      fc.property(files, (list) => {
        const skill = list.map((each) => file(each.path, each.text));
        expect(integrity(skill.toReversed())).toBe(integrity(skill));
      }),
    );
  });

  test('changes with a byte, a mode or a name', () => {
    const all = [
      integrity([file('a', 'x')]),
      integrity([file('a', 'y')]),
      integrity([file('a', 'x', 0o755)]),
      integrity([file('b', 'x')]),
      integrity([]),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('sorts by UTF-8 bytes, not by UTF-16 units', () => {
    const lines = [file('\uffee', ''), file('\u{1f600}', '')].map((each) =>
      fileLine(hashFile(each)),
    );
    const expected = `sha256-${createHash('sha256').update(lines.join('')).digest('base64')}`;
    expect(integrity([file('\u{1f600}', ''), file('\uffee', '')])).toBe(expected);
  });
});
