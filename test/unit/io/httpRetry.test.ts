import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { backoff, isRetriable, parseRetryAfter } from '../../../src/io/httpRetry.ts';

const NOW = Date.parse('2026-01-15T10:00:00Z');

describe('backoff', () => {
  test('the windows are 0.5, 2 and 8 seconds and never wider', () => {
    expect([0, 1, 2, 3, 9].map((attempt) => backoff(attempt, 1))).toEqual([
      500, 2000, 8000, 8000, 8000,
    ]);
  });

  test('jitter is full: any wait from none to the whole window', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const wait = backoff(attempt, random);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(backoff(attempt, 1));
      }),
    );
    expect(backoff(2, 0)).toBe(0);
  });
});

describe('isRetriable', () => {
  test.each([408, 429, 500, 502, 503, 504, 507])('%i may pass', (status) => {
    expect(isRetriable(status)).toBe(true);
  });
  test.each([200, 304, 400, 401, 403, 404, 409, 422, 501, 505])('%i will not', (status) => {
    expect(isRetriable(status)).toBe(false);
  });
});

describe('parseRetryAfter', () => {
  test.each<[string | null, number | null]>([
    [null, null],
    ['', null],
    ['0', 0],
    [' 120 ', 120_000],
    ['-1', null],
    ['1.5', null],
    ['9'.repeat(30), null],
    ['Thu, 15 Jan 2026 10:00:30 GMT', 30_000],
    ['Thursday, 15-Jan-26 10:00:30 GMT', 30_000],
    ['Thu, 15 Jan 2026 09:59:00 GMT', 0],
    ['2026-01-15T10:00:30Z', null],
    ['soon', null],
    ['Thu, 99 Foo 2026', null],
  ])('%s', (header, wait) => {
    expect(parseRetryAfter(header, NOW)).toBe(wait);
  });

  test('whatever a server sends is a wait or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const wait = parseRetryAfter(header, NOW);
        expect(wait === null || wait >= 0).toBe(true);
      }),
    );
  });
});
