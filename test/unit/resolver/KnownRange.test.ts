import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as semver from 'semver';
import { parseRange } from '../../../src/model/Range.ts';
import { admits, knownRange, positionsIn } from '../../../src/resolver/KnownRange.ts';
import { add, emptySet, has } from '../../../src/resolver/VersionSet.ts';

const number = fc.integer({ min: 0, max: 3 });
const prerelease = fc.constantFrom('', '', '', '-0', '-alpha', '-beta.1', '-beta.2', '-rc.1');
const version = fc
  .tuple(number, number, number, prerelease)
  .map(([major, minor, patch, tag]) => `${major}.${minor}.${patch}${tag}`);
const comparator = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '^', '~', '>', '>=', '<', '<=', '='), version)
    .map((both) => both.join('')),
  fc.tuple(version, version).map(([low, high]) => `${low} - ${high}`),
  fc.constantFrom('*', '1', '1.x', '2.1', '0.x', '>1', '<=2'),
);
const range = fc
  .array(
    fc
      .array(comparator, { minLength: 1, maxLength: 2 })
      .map((all) => (all.some((each) => each.includes(' - ')) ? (all[0] ?? '*') : all.join(' '))),
    { minLength: 1, maxLength: 3 },
  )
  .map((alternatives) => alternatives.join(' || '))
  .filter((text) => semver.validRange(text) !== null);

describe('knownRange', () => {
  test('S3: admits exactly the versions that semver.satisfies admits', () => {
    fc.assert(
      fc.property(range, fc.uniqueArray(version, { maxLength: 60 }), (text, texts) => {
        const versions = texts.map((each) => new semver.SemVer(each)).sort(semver.rcompare);
        const size = versions.length + 1;
        const stable = emptySet(size);
        const prereleases: number[] = [];
        for (const [position, each] of versions.entries()) {
          if (each.prerelease.length === 0) add(stable, position);
          else prereleases.push(position);
        }
        const known = knownRange(parseRange(text));
        const set = positionsIn(known, { size, versions, stable, prereleases });
        const admitted = versions.filter((_, position) => has(set, position));
        expect(admitted).toEqual(versions.filter((each) => semver.satisfies(each, text)));
        expect(has(set, versions.length)).toBe(false);
        for (const each of versions) expect(admits(known, each)).toBe(semver.satisfies(each, text));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['*', true, null],
    ['^1 || *', true, null],
    ['1.2.3', false, '1.2.3'],
    ['=1.2.3', false, '1.2.3'],
    ['1.2', false, null],
    ['1.2.3 || 2.0.0', false, null],
  ])('`%s` is any version: %s, is exactly: %s', (text, isAny, exact) => {
    expect(knownRange(parseRange(text))).toMatchObject({ isAny, exact });
  });
});
