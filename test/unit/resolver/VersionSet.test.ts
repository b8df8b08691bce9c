import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as sets from '../../../src/resolver/VersionSet.ts';

const size = 70;
const positions = fc.uniqueArray(fc.nat(size - 1), { maxLength: size });

function setOf(list: readonly number[]): sets.VersionSet {
  const set = sets.emptySet(size);
  for (const position of list) sets.add(set, position);
  return set;
}

function members(set: sets.VersionSet): number[] {
  return Array.from({ length: size }, (_, position) => position).filter((each) =>
    sets.has(set, each),
  );
}

describe('version sets', () => {
  test('behave like sets of numbers', () => {
    fc.assert(
      fc.property(positions, positions, (left, right) => {
        const [one, two] = [setOf(left), setOf(right)];
        const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
        expect(members(sets.intersection(one, two))).toEqual(
          sorted(left.filter((each) => right.includes(each))),
        );
        expect(members(sets.union(one, two))).toEqual(sorted([...new Set([...left, ...right])]));
        expect(members(sets.difference(one, two))).toEqual(
          sorted(left.filter((each) => !right.includes(each))),
        );
        expect(sets.isSubset(one, two)).toBe(left.every((each) => right.includes(each)));
        expect(sets.isEmpty(one)).toBe(left.length === 0);
        expect(sets.isSingle(one)).toBe(left.length === 1);
        expect(sets.firstOf(one)).toBe(sorted(left)[0] ?? -1);
        expect(sets.contentKey(one) === sets.contentKey(two)).toBe(
          sorted(left).join() === sorted(right).join(),
        );
      }),
    );
  });

  test('a full set ends at its size', () => {
    expect(members(sets.fullSet(33)).length).toBe(33);
    expect(members(sets.spanSet(size, 30, 34))).toEqual([30, 31, 32, 33]);
  });
});
