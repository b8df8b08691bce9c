import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import compare from 'semver/functions/compare.js';
import { type Bump, nextVersion, type VersionWish } from '../../../src/publish/nextVersion.ts';

const next = (wish: Partial<VersionWish>): string =>
  nextVersion({ current: '1.2.3', bump: null, preid: null, exact: null, ...wish });

describe('nextVersion', () => {
  test.each([
    ['patch', '0.1.0', '0.1.1'],
    ['minor', '1.2.3', '1.3.0'],
    ['major', '1.2.3', '2.0.0'],
    ['prerelease', '1.2.3', '1.2.4-0'],
    ['patch', '1.2.4-rc.1', '1.2.4'],
  ] as const)('--bump %s makes of %s a %s', (bump, current, expected) => {
    expect(next({ bump, current })).toBe(expected);
  });

  test('--preid is the word of the prerelease', () => {
    expect(next({ bump: 'prerelease', preid: 'rc' })).toBe('1.2.4-rc.0');
    expect(next({ bump: 'prerelease', preid: 'rc', current: '1.2.4-rc.0' })).toBe('1.2.4-rc.1');
  });

  test('a word that no version may have is wrong usage', () => {
    expect(() => next({ bump: 'prerelease', preid: 'r c' })).toThrow('no word for a prerelease');
  });

  test('without a wish the present version is put in its normal form', () => {
    expect(next({})).toBe('1.2.3');
    expect(next({ current: '1.0' })).toBe('1.0.0');
    expect(next({ current: '2' })).toBe('2.0.0');
    expect(next({ current: 'v1.2.3' })).toBe('1.2.3');
  });

  test('a missing version needs one to be named, or a bump from nothing', () => {
    expect(() => next({ current: null })).toThrow('says no version');
    expect(next({ current: null, bump: 'minor' })).toBe('0.1.0');
    expect(next({ current: null, exact: '0.1.0' })).toBe('0.1.0');
  });

  test('what is no version has to be replaced', () => {
    expect(() => next({ current: 'soon' })).toThrow('not a semantic version');
    expect(() => next({ current: 'soon', bump: 'patch' })).toThrow('not a semantic version');
    expect(next({ current: 'soon', exact: '1.0.0' })).toBe('1.0.0');
  });

  test.each(['1.0', 'one', '1.2.3+build', '', '-1.0.0', '1.2.3 --force'])(
    '--version %p is refused',
    (exact) => {
      expect(() => next({ exact })).toThrow('not a version that can be released');
    },
  );

  test('a bump always goes up', () => {
    const bumps = fc.constantFrom<Bump>('patch', 'minor', 'major', 'prerelease');
    const number = fc.nat(99_999);
    const versions = fc.tuple(number, number, number, fc.option(number));
    fc.assert(
      fc.property(versions, bumps, ([major, minor, patch, pre], bump) => {
        const current = `${major}.${minor}.${patch}${pre === null ? '' : `-rc.${pre}`}`;
        expect(compare(next({ current, bump }), current)).toBe(1);
      }),
    );
  });
});
