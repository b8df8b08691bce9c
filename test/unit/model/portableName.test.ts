import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  isPortableName,
  LONGEST_SEGMENT,
  whyNotPortable,
} from '../../../src/model/portableName.ts';

describe('whyNotPortable', () => {
  test.each([
    'SKILL.md',
    '.hidden',
    '-rf',
    'a b',
    '$HOME',
    "it's",
    'größe',
    '日本',
    '.github',
    'git',
    'console',
    'com',
  ])('has nothing against %s', (name) => {
    expect(whyNotPortable(name)).toBeNull();
  });

  test.each([
    ['', 'an empty name'],
    ['.', 'a relative segment'],
    ['..', 'a relative segment'],
  ])('refuses %j, which leads elsewhere (T01)', (name, why) => {
    expect(whyNotPortable(name)).toBe(why);
  });

  test.each(['a/b', 'a\\b', 'a:b', 'a*', 'a?', 'a"b', '<a>', 'a|b', 'a\u0000', 'a\nb', 'a\u0085b'])(
    'refuses the character in %j (T01, T04)',
    (name) => {
      expect(whyNotPortable(name)).toContain('a character');
    },
  );

  test.each([
    'a\u202eb',
    'a\u200bb',
    '\ufeffa',
    'a\u00adb',
    'a\u{e0041}',
    'a\u2028b',
    '.g\u200cit',
  ])('refuses what does not show in %j (T03, T04)', (name) => {
    expect(whyNotPortable(name)).toContain('invisible');
  });

  test.each([
    'CON',
    'con',
    'NUL.txt',
    'nul .txt',
    'aux.tar.gz',
    'COM1',
    'lpt9.md',
    'com¹',
    'CONIN$',
    'clock$',
  ])('refuses %s, a device on Windows (T04)', (name) => {
    expect(whyNotPortable(name)).toBe('a name reserved on Windows');
  });

  test.each(['.git', '.GIT', '.Git', 'git~1', 'GIT~12', '\uff0egit', '.ｇｉｔ'])(
    'refuses %s, a spelling of the repository (T06)',
    (name) => {
      expect(whyNotPortable(name)).toBe('a spelling of `.git`');
    },
  );

  test.each(['a.', 'a ', 'a. .', '.git.'])('refuses the end of %j (T04, T06)', (name) => {
    expect(whyNotPortable(name)).toBe('a trailing dot or space');
  });

  test('refuses what is no Unicode, and what is too long in bytes (T04)', () => {
    expect(whyNotPortable('a\ud800')).toBe('a name that is not valid Unicode');
    expect(whyNotPortable('é'.repeat(127))).toBeNull();
    expect(whyNotPortable('é'.repeat(128))).toBe('a name over 255 bytes');
    expect(whyNotPortable('a'.repeat(LONGEST_SEGMENT))).toBeNull();
    expect(whyNotPortable('a'.repeat(LONGEST_SEGMENT + 1))).toBe('a name over 255 bytes');
  });

  test('a portable name can also be a key', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect(whyNotPortable(name)).toBeNull();
      expect(isPortableName(name)).toBe(false);
    }
  });

  test('an accepted name is one segment that shows itself', () => {
    const anyCharacters = fc.array(fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)));
    fc.assert(
      fc.property(anyCharacters, (characters) => {
        const name = characters.join('');
        if (!isPortableName(name)) return;
        expect(name).not.toMatch(/[\\/:\u0000-\u001f\u202a-\u202e]|[. ]$/);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(LONGEST_SEGMENT);
      }),
    );
  });
});
