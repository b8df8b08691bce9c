import { describe, expect, test } from '@jest/globals';
import { SearchCache } from '../../../packages/registry/src/caches/SearchCache.ts';

const start = () => {
  const world = { epoch: 1, now: 0, finds: 0 };
  const cache = new SearchCache<number>(
    () => Promise.resolve(world.epoch),
    () => new Date(world.now),
  );
  const find = (key: string) => cache.get(key, () => Promise.resolve(++world.finds));
  return { world, cache, find };
};

describe('what a search found', () => {
  test('is found once for all who ask the same at a time', async () => {
    const { find } = start();
    expect(await Promise.all([find('a'), find('a'), find('b')])).toEqual([1, 1, 2]);
    expect(await find('a')).toBe(1);
  });

  test('is found anew after any change, after a second, and once forgotten', async () => {
    const { world, cache, find } = start();
    await find('a');
    world.epoch += 1;
    expect(await find('a')).toBe(2);
    world.now += 999;
    expect(await find('a')).toBe(2);
    world.now += 1;
    expect(await find('a')).toBe(3);
    cache.clear();
    expect(await find('a')).toBe(4);
  });

  test('is not kept where it failed', async () => {
    const { cache, find } = start();
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await find('a')).toBe(1);
  });

  test('makes room for a hundred questions and no more', async () => {
    const { find } = start();
    for (let key = 0; key <= 100; key++) await find(String(key));
    expect(await find('100')).toBe(101);
    expect(await find('0')).toBe(102);
  });
});
