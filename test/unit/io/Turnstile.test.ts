import { expect, test } from '@jest/globals';
import { Turnstile } from '../../../src/io/Turnstile.ts';

test('a turnstile lets one through at a time, in the order in which they came', async () => {
  const turnstile = new Turnstile();
  const log: string[] = [];
  const pass = async (name: string): Promise<void> => {
    const leave = await turnstile.enter();
    log.push(`${name} in`);
    await Promise.resolve();
    log.push(`${name} out`);
    leave();
  };
  await Promise.all(['a', 'b', 'c'].map(pass));
  expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});
