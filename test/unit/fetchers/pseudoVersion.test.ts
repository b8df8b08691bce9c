import { describe, expect, test } from '@jest/globals';
import { assert, integer, oneof, property, stringMatching } from 'fast-check';
import valid from 'semver/functions/valid.js';
import { pseudoVersion } from '../../../src/fetchers/pseudoVersion.ts';
import type { CommitId } from '../../../src/model/Locator.ts';

const DAY = Date.UTC(2026, 7, 1, 12);

function commit(start: string, fill = 'a'): CommitId {
  return start.padEnd(40, fill) as CommitId;
}

describe('pseudoVersion', () => {
  test('shows the day in UTC and seven digits of the commit', () => {
    expect(pseudoVersion(commit('5754626'), DAY)).toBe('0.0.0-20260801.5754626');
  });

  test('takes more digits where a leading zero would make it no version', () => {
    expect(pseudoVersion(commit('01234567', 'b'), DAY)).toBe('0.0.0-20260801.01234567b');
    expect(pseudoVersion(commit('00000a'), DAY)).toBe('0.0.0-20260801.00000aa');
  });

  test('marks an id that is nothing but digits after a zero', () => {
    const id = commit('0', '1');
    expect(pseudoVersion(id, DAY)).toBe(`0.0.0-20260801.g${id}`);
  });

  test.each([
    [-1, '19700101'],
    [Number.MIN_SAFE_INTEGER, '19700101'],
    [Date.UTC(12_000, 0, 1), '99991231'],
    [Number.MAX_SAFE_INTEGER, '99991231'],
    [1e300, '99991231'],
  ])('bounds the date %d that a commit claims', (time, date) => {
    expect(pseudoVersion(commit('abc'), time)).toBe(`0.0.0-${date}.abcaaaa`);
  });

  test('is a semantic version of every commit and time, and the same one again', () => {
    const ids = oneof(
      stringMatching(/^[0-9a-f]{40}$/),
      stringMatching(/^[0-9]{40}$/),
      stringMatching(/^0[01]{39}$/),
    );
    assert(
      property(ids, integer(), (id, seconds) => {
        const version = pseudoVersion(id as CommitId, seconds * 1000);
        expect(valid(version)).toBe(version);
      }),
    );
  });
});
