import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatDuration, parseDuration } from '../../../src/model/duration.ts';

test('every whole number of seconds is read back from how it is written', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999 }), (seconds) => {
      expect(parseDuration(formatDuration(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
});

test.each([
  [30_000, '30s'],
  [90_000, '90s'],
  [300_000, '5m'],
  [259_200_000, '3d'],
  [0, '0s'],
])('%i milliseconds are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
