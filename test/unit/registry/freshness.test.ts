import { expect, test } from '@jest/globals';
import { freshnessOf, mayStore } from '../../../src/registry/freshness.ts';

test.each([
  [null, null],
  ['public', null],
  ['public, max-age=300', 300_000],
  ['max-age="60"', 60_000],
  ['Max-Age=0', 0],
  ['private, no-cache', 0],
  ['no-cache, max-age=300', 0],
  ['max-age=-1', null],
  ['max-age=', null],
  ['s-maxage=60', null],
])('%s allows %s milliseconds', (header, allowed) => {
  expect(freshnessOf(header)).toBe(allowed);
});

test('only no-store forbids to keep an answer', () => {
  expect(['no-store', 'private, no-cache', null].map(mayStore)).toEqual([false, true, true]);
});
