import { afterAll, beforeAll, jest } from '@jest/globals';

/** For the tests of a file the date stands still in the middle of a minute, so that no window of a limit ends. */
export function stopDate(): void {
  beforeAll(() => {
    jest.useFakeTimers({ now: new Date('2026-01-01T00:00:30Z'), doNotFake: [...OTHERS] });
  });
  afterAll(() => {
    jest.useRealTimers();
  });
}

/** Everything that runs stays real. */
const OTHERS = [
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
] as const;
