import { describe, expect, test } from '@jest/globals';
import { remember } from '../../../src/io/remember.ts';

describe('remember', () => {
  test('asks once for all callers of a key', async () => {
    const known = new Map<string, Promise<number>>();
    let asked = 0;
    const ask = async () => ++asked;

    const answers = await Promise.all([remember(known, 'a', ask), remember(known, 'a', ask)]);

    expect(answers).toEqual([1, 1]);
    expect(await remember(known, 'b', ask)).toBe(2);
  });

  test('asks again after a failure', async () => {
    const known = new Map<string, Promise<string>>();
    const failing = remember(known, 'a', () => Promise.reject(new Error('down')));
    await expect(failing).rejects.toThrow('down');

    expect(await remember(known, 'a', async () => 'up')).toBe('up');
  });
});
