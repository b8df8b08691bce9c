import type { Clock } from '../../../src/io/clock.ts';

/** The machine's time, but nobody waits: what should have been slept, in milliseconds, is written down. */
export function sleeplessClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => Date.now(),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
  };
}
