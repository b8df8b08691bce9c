import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import validRange from 'semver/ranges/valid.js';
import { isRange, isVersion, parseRange, parseVersion } from '../../../src/model/Range.ts';

describe('Range', () => {
  test.each([
    '^1.2.0',
    '~1.4',
    '>=2 <4',
    '1.2.3',
    '1.x',
    '*',
    '1 || 2',
    '>=1.0.0-beta.1',
    'v1.2.3',
  ])('keeps %s as it was written', (text) => {
    expect(parseRange(` ${text} `)).toBe(text);
  });

  test('reads nothing as everything', () => {
    expect(parseRange('')).toBe('*');
  });

  test.each([
    'latest',
    '^1.2.3.4',
    '01.2.3',
    '>',
    '1.2.3 from here',
    '^99999999999999999.0.0',
    'x'.repeat(9_999),
  ])('refuses %s', (text) => {
    expect(isRange(text)).toBe(false);
    expect(() => parseRange(text)).toThrow(expect.objectContaining({ code: 'SOURCE_INVALID' }));
  });

  test('says of short texts what semver says', () => {
    const anyText = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789.^~*x -<>=|')),
      maxLength: 24,
    });
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isRange(text)).toBe(validRange(text) !== null);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('Version', () => {
  test.each([
    ['1.2.3', '1.2.3'],
    ['v1.2.3', '1.2.3'],
    ['1.2.3+build.5', '1.2.3'],
    ['0.0.0-20260801.a754626', '0.0.0-20260801.a754626'],
  ])('reads %s as %s', (text, version) => {
    expect(parseVersion(text)).toBe(version);
    expect(isVersion(text)).toBe(true);
  });

  test.each(['1', '1.2', '^1.2.3', 'latest', '', '01.2.3', '1.2.3.4', '0.0.0-20260801.0754626'])(
    'refuses %j',
    (text) => {
      expect(isVersion(text)).toBe(false);
      expect(() => parseVersion(text)).toThrow(expect.objectContaining({ code: 'SOURCE_INVALID' }));
    },
  );
});
