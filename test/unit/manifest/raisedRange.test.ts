import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import satisfies from 'semver/functions/satisfies.js';
import { raisedRange } from '../../../src/manifest/raisedRange.ts';
import type { Range, Version } from '../../../src/model/Range.ts';

describe('raisedRange', () => {
  test.each([
    ['^1.2.3', '2.3.4', '^2.3.4'],
    ['^1.2', '2.3.4', '^2.3'],
    ['^1', '2.3.4', '^2'],
    ['~1.4', '2.3.4', '~2.3'],
    ['~1.4.0', '2.3.4', '~2.3.4'],
    ['1.2.3', '2.3.4', '2.3.4'],
    ['=1.2.3', '2.3.4', '=2.3.4'],
    ['1.x', '2.3.4', '2.x'],
    ['1.2.*', '2.3.4', '2.3.*'],
    ['1', '2.3.4', '2'],
    ['>=1 <2', '2.3.4', '^2.3.4'],
    ['1.0.0 - 1.9.0', '2.3.4', '^2.3.4'],
    ['^1 || ^2', '3.0.0', '^3.0.0'],
    ['^1.0.0', '2.0.0-beta.1', '^2.0.0-beta.1'],
    ['1.0.0', '2.0.0-beta.1', '2.0.0-beta.1'],
  ])('%s for %s becomes %s', (range, version, raised) => {
    expect(raisedRange(range as Range, version as Version)).toBe(raised);
  });

  test('what it makes always admits the version', () => {
    const number = fc.nat({ max: 30 });
    const version = fc.tuple(number, number, number).map((parts) => parts.join('.'));
    const sign = fc.constantFrom('^', '~', '', '=', '>=', '<');
    fc.assert(
      fc.property(sign, version, fc.nat({ max: 2 }), version, (mark, old, dropped, newest) => {
        const range = `${mark}${old
          .split('.')
          .slice(0, 3 - dropped)
          .join('.')}` as Range;
        expect(satisfies(newest, raisedRange(range, newest as Version))).toBe(true);
      }),
    );
  });
});
