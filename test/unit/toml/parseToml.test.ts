import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { describeFailure, type Failure } from '../../../src/errors/describeFailure.ts';
import { parseToml } from '../../../src/toml/parseToml.ts';

const options = { file: 'paks.toml', code: 'MANIFEST_INVALID' } as const;

function failure(text: string): Failure {
  try {
    parseToml(text, options);
  } catch (thrown) {
    return describeFailure(thrown);
  }
  throw new Error('the text was accepted');
}

describe('reading TOML', () => {
  test('gives plain data with null prototypes', () => {
    const { value } = parseToml('a = [1, { b = "x" }]\n[t.u]\nc = true\n', options);
    expect(JSON.stringify(value)).toBe('{"a":[1,{"b":"x"}],"t":{"u":{"c":true}}}');
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.getOwnPropertySymbols(value)).toEqual([]);
  });

  test('keeps `__proto__` an ordinary key (T12)', () => {
    const { value } = parseToml('[__proto__]\npolluted = true\n', options);
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('accepts a byte order mark, Windows line ends and comments with them (R03)', () => {
    const document = parseToml('\ufeff# note\r\na = 1\r\n[b] # c\r\nd = 2', options);
    expect(JSON.stringify(document.value)).toBe('{"a":1,"b":{"d":2}}');
    expect(document.positionOf(['b', 'd'])).toEqual({ file: 'paks.toml', line: 4, column: 1 });
  });

  test('names line, column and excerpt of a syntax error', () => {
    const { message, data, exit } = failure('a = 1\r\nb = = 2\r\n');
    expect(message).toMatch(/^paks\.toml:2:5: unexpected character/);
    expect(data['excerpt']).toBe('2 | b = = 2\n        ^');
    expect(exit).toBe(2);
  });

  test('names a merge conflict instead of a stray character', () => {
    const text = '[skills]\n<<<<<<< ours\n"a/b" = "1"\n=======\n"a/b" = "2"\n>>>>>>> theirs\n';
    expect(failure(text)).toMatchObject({
      message: 'paks.toml:2:1: unresolved merge conflict',
      hint: 'keep what you want of both sides, and delete the lines of the markers',
    });
  });

  test('takes conflict markers inside a string for text', () => {
    const { value } = parseToml('a = """\n<<<<<<< ours\n"""\n', options);
    expect(value['a']).toBe('<<<<<<< ours\n');
  });

  test.each([
    ['a = 1\nb = 9007199254740993\n', 'paks.toml:2:5: the integer 9007199254740993 does not fit'],
    ['a = 99999999999999999999\n', 'paks.toml:1:5: the integer'],
    ['[t]\nwhen = 2026-01-02\n', 'paks.toml:2:8: dates are not a value'],
    ['x = [1, 07:32:00 ]\n', 'paks.toml:1:9: dates are not a value'],
    ['a = 1\n\nb = 2026-13-45T99:99:99Z\nc = 1', 'paks.toml:3:1: invalid Datetime'],
    ['a = 1\na = 2\n', "paks.toml:2:6: can't redefine existing key"],
  ])('refuses %j with its place (T12)', (text, message) => {
    expect(failure(text).message).toContain(message);
  });

  test.each([
    ['arrays', `a = ${'['.repeat(20_000)}`],
    ['inline tables', `a = ${'{b='.repeat(5_000)}`],
    ['closed arrays', `a = ${'['.repeat(40)}${']'.repeat(40)}`],
    ['dotted keys', `${Array.from({ length: 5_000 }, () => 'a').join('.')} = 1`],
  ])('refuses deeply nested %s without exhausting the stack (T12)', (_, text) => {
    const { message, code } = failure(text);
    expect(code).toBe('MANIFEST_INVALID');
    expect(message).toMatch(/nested deeper than 32 levels/);
  });

  test('does not count brackets in strings and comments as nesting', () => {
    const brackets = '['.repeat(100);
    const text = `# ${brackets}\na = "\\"${brackets}"\nb = '${brackets}'\nc = """\n"${brackets}"""\n`;
    expect(parseToml(text, options).value['b']).toBe(brackets);
  });

  test('refuses a text over the limit before parsing it (T05)', () => {
    expect(() => parseToml('a = 1', { ...options, limit: 4 })).toThrow(
      '`paks.toml` is larger than 4 bytes',
    );
  });

  test('turns any text into a value or a catalogued failure', () => {
    const fragment = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('[', ']', '{', '}', '=', '.', '"', '"""', "'", '\n', '\r\n', '#', ',', '\\'),
      fc.constantFrom('a', '1979-05-27', '07:32:00', '99999999999999999999', 'true', 'inf'),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 30 }), (fragments) => {
        const text = fragments.join('');
        try {
          parseToml(text, options);
        } catch (thrown) {
          expect(describeFailure(thrown).code).toBe('MANIFEST_INVALID');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
