import { join } from 'node:path/posix';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { codeOf } from '../../../src/errors/describeFailure.ts';
import {
  checkSkillPaths,
  collisionKey,
  comparePaths,
  splitSkillPath,
} from '../../../src/model/skillPath.ts';

function refusal(...paths: string[]): { code: string | undefined; message: string } {
  try {
    checkSkillPaths(paths);
  } catch (error) {
    return { code: codeOf(error), message: (error as Error).message };
  }
  return { code: undefined, message: '' };
}

describe('a path in a skill', () => {
  test.each([
    ['SKILL.md'],
    ['scripts/run.sh'],
    ['-rf'],
    ['~/x'],
    ['$HOME'],
    ["it's"],
    ['.claude/settings.json'],
    ['über/straße.md'],
    ['constructor'],
    ['nested/skill.md'],
  ])('may be %j', (path) => {
    expect(refusal(path).code).toBeUndefined();
  });

  test.each([
    ['', 'is empty'],
    ['/etc/passwd', 'is absolute'],
    ['../x', 'relative segment'],
    ['a/../../x', 'relative segment'],
    ['a/./x', 'relative segment'],
    ['a//x', 'an empty name'],
    ['a/', 'an empty name'],
    ['a\\..\\x', 'a character'],
    ['C:/x', 'a character'],
    ['x:stream', 'a character'],
    ['a\0b', 'a character'],
    ['a\nb', 'a character'],
    ['\u202egnp.exe', 'direction-changing'],
    ['zero\u200bwidth', 'invisible'],
    ['\ud800', 'not valid Unicode'],
    ['trailing. /x', 'a trailing dot or space'],
    ['trailing.', 'a trailing dot or space'],
    ['CON', 'reserved on Windows'],
    ['docs/nul.txt', 'reserved on Windows'],
    ['a'.repeat(256), '255 bytes'],
  ])('T01 T04 may not be %j', (path, reason) => {
    const { code, message } = refusal(path);
    expect(code).toBe('UNSAFE_PATH');
    expect(message).toContain(reason);
  });

  test.each([
    '.git/config',
    '.GIT/hooks/x',
    'a/.Git',
    'git~1/x',
    '.git./x',
    '.g\u200cit/x',
    '．git',
  ])('T06 may not spell .git as %j', (path) => {
    expect(refusal(path).code).toBe('UNSAFE_PATH');
  });

  test('T04 is limited in bytes and in depth', () => {
    const wide = `${'a'.repeat(200)}/${'é'.repeat(100)}`;
    expect(refusal(wide)).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(refusal(wide).message).toContain('has 401 bytes; the limit is 400');
    expect(refusal(Array.from({ length: 16 }, () => 'd').join('/')).code).toBeUndefined();
    expect(refusal(Array.from({ length: 17 }, () => 'd').join('/')).code).toBe('LIMIT_EXCEEDED');
  });

  test('T03 is spelled exactly SKILL.md at the root', () => {
    expect(refusal('skill.md').message).toContain('has to be spelled `SKILL.md`');
    expect(refusal('Skill.MD').code).toBe('UNSAFE_PATH');
  });
});

describe('the paths of one skill', () => {
  test.each([
    ['README.md', 'readme.md'],
    ['caf\u00e9', 'cafe\u0301'],
    ['straße', 'STRASSE'],
    ['straße', 'straẞe'],
    ['ﬁle', 'file'],
    ['ΑΣ', 'ας'],
    ['K', '\u212a'],
    ['Docs/a', 'docs/b'],
    ['A/x', 'a'],
  ])('T03 may not hold both %j and %j', (first, second) => {
    for (const pair of [
      [first, second],
      [second, first],
    ] as const) {
      expect(refusal(...pair)).toMatchObject({ code: 'UNSAFE_PATH' });
    }
  });

  test('T03 names both twins by their code points', () => {
    expect(refusal('caf\u00e9', 'cafe\u0301').message).toBe(
      '`caf\\u{e9}` and `cafe\\u{301}` are one name on some systems',
    );
  });

  test('T03 may not hold one name twice, nor as file and directory', () => {
    expect(refusal('a', 'a').message).toContain('is there twice');
    expect(refusal('a', 'a/b').message).toContain('both a file and a directory');
    expect(refusal('a/b', 'a').message).toContain('both a file and a directory');
    expect(refusal('a/b', 'a/c').code).toBeUndefined();
  });

  test('are free of names that only share a prefix', () => {
    expect(refusal('a/b', 'ab', 'a b/c', 'b/a').code).toBeUndefined();
  });
});

const hostileSegment = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('..', '.', '', '/', '\\', 'C:', '.git', '~', '\0', 'a', 'CON', '%2e%2e'),
);

describe('whatever is accepted', () => {
  test('T01 stays below any root it is joined to, unchanged', () => {
    fc.assert(
      fc.property(fc.array(hostileSegment, { minLength: 1, maxLength: 6 }), (segments) => {
        const path = segments.join('/');
        if (refusal(path).code !== undefined) return;
        expect(join('/root', path)).toBe(`/root/${path}`);
        expect(splitSkillPath(path).join('/')).toBe(path);
        expect(path).not.toMatch(/[\\:\0]/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('T03 has one key, however it is cased or composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (name) => {
        const key = collisionKey(name);
        expect(collisionKey(name.normalize('NFD'))).toBe(key);
        expect(collisionKey(name.normalize('NFKC'))).toBe(key);
        expect(collisionKey(name.toLowerCase())).toBe(key);
        expect(collisionKey(name.toUpperCase())).toBe(key);
        expect(collisionKey(key)).toBe(key);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is ordered by its UTF-8 bytes', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 6 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(Math.sign(comparePaths(left, right))).toBe(bytes);
      }),
      { numRuns: 2_000 },
    );
    expect(comparePaths('\u{1f600}', '\uffee')).toBeGreaterThan(0);
  });
});
