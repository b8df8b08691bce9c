import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createPacer } from '../../../src/io/httpPacer.ts';

const ORIGIN = 'https://skills.test';

function headers(remaining: number, reset: number, limit = 20) {
  const values: Record<string, string> = {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(reset),
  };
  return (name: string) => values[name] ?? null;
}

describe('what a server says', () => {
  test('without a word nothing is waited for', () => {
    const pacer = createPacer(undefined);
    for (let count = 0; count < 1000; count++) expect(pacer.take(ORIGIN, 0)).toBeNull();
  });

  test('after the last request it allows, the next waits until its window ends', () => {
    const pacer = createPacer(undefined);
    pacer.take(ORIGIN, 0);
    pacer.learn(ORIGIN, headers(1, 30), 1000);
    pacer.done(ORIGIN);
    expect(pacer.take(ORIGIN, 1000)).toBeNull();
    expect(pacer.take(ORIGIN, 2000)).toEqual({ waitMs: 29_000, endsAt: 31_000, isFirst: true });
    expect(pacer.take(ORIGIN, 2000)).toMatchObject({ isFirst: false });
    expect(pacer.take('https://other.test', 2000)).toBeNull();
    expect(pacer.take(ORIGIN, 31_000)).toBeNull();
  });

  test('requests under way count against what it says is left', () => {
    const pacer = createPacer(undefined);
    for (let count = 0; count < 4; count++) pacer.take(ORIGIN, 0);
    pacer.learn(ORIGIN, headers(3, 30), 0);
    pacer.done(ORIGIN);
    expect(pacer.take(ORIGIN, 0)).not.toBeNull();
  });

  test('a wait of over a minute is left to its 429, which names the time', () => {
    const pacer = createPacer(undefined);
    pacer.take(ORIGIN, 0);
    pacer.learn(ORIGIN, headers(0, 3600), 0);
    expect(pacer.take(ORIGIN, 0)).toBeNull();
  });

  test.each(['', 'soon', '-1', '1e9', '99999999999999'])('nonsense is no limit: %j', (text) => {
    const pacer = createPacer(undefined);
    pacer.take(ORIGIN, 0);
    pacer.learn(ORIGIN, () => text, 0);
    expect(pacer.take(ORIGIN, 0)).toBeNull();
  });
});

describe("the user's own limit", () => {
  test('never lets more through in a window, whenever they come', () => {
    const times = fc.array(fc.nat({ max: 300_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), times, (limit, moments) => {
        const pacer = createPacer(limit);
        const taken = moments
          .toSorted((a, b) => a - b)
          .filter((now) => pacer.take(ORIGIN, now) === null);
        // Windows are of fixed length, so any minute touches two of them at most.
        for (const start of taken) {
          const inMinute = taken.filter((now) => now >= start && now < start + 60_000);
          expect(inMinute.length).toBeLessThanOrEqual(2 * limit);
        }
      }),
    );
  });

  test('when the wait is over a new window begins, even by a clock that stands still', () => {
    const pacer = createPacer(1);
    expect(pacer.take(ORIGIN, 0)).toBeNull();
    const turn = pacer.take(ORIGIN, 0);
    expect(turn).toMatchObject({ waitMs: 60_000 });
    if (turn !== null) pacer.renew(ORIGIN, turn);
    expect(pacer.take(ORIGIN, 0)).toBeNull();
  });
});
