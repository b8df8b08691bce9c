import { describe, expect, test } from '@jest/globals';
import { localChangeFeed } from '../../../packages/registry/src/caches/ChangeFeed.ts';
import { VersionsCache } from '../../../packages/registry/src/caches/VersionsCache.ts';

const start = (maxBytes = 1000) => {
  const feed = localChangeFeed();
  const rows = new Map<string, { id: number; text: string }>();
  const loads: string[] = [];
  let gate = Promise.resolve();
  const cache = new VersionsCache(
    feed,
    async (key) => {
      loads.push(key);
      const row = rows.get(key);
      await gate;
      if (row === undefined) return null;
      const body = new TextEncoder().encode(row.text);
      return { skillId: row.id, account_id: 1, visibility: 'public', etag: row.text, body };
    },
    maxBytes,
  );
  const write = (key: string, id: number, text: string) => {
    rows.set(key, { id, text });
    feed.announce(id);
  };
  const hold = () => {
    let open = () => undefined as void;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    return open;
  };
  return { cache, write, loads, hold };
};

describe('the cache of ready answers', () => {
  test('reads each once until it changes', async () => {
    const { cache, write, loads } = start();
    write('a/b', 1, 'one');
    expect((await cache.get('a/b'))?.etag).toBe('one');
    expect((await cache.get('a/b'))?.etag).toBe('one');
    expect(loads).toEqual(['a/b']);
    write('a/b', 1, 'two');
    expect((await cache.get('a/b'))?.etag).toBe('two');
  });

  test('forgets only what changed', async () => {
    const { cache, write, loads } = start();
    write('a/b', 1, 'one');
    write('a/c', 2, 'two');
    await cache.get('a/b');
    await cache.get('a/c');
    write('a/c', 2, 'three');
    await cache.get('a/b');
    expect(loads).toEqual(['a/b', 'a/c']);
  });

  test('does not keep what was read before a change that came meanwhile', async () => {
    const { cache, write, hold } = start();
    write('a/b', 1, 'old');
    const open = hold();
    const early = cache.get('a/b');
    await Promise.resolve();
    await Promise.resolve();
    write('a/b', 1, 'new');
    await Promise.all([cache.get('x/y'), Promise.resolve(open())]);
    expect((await early)?.etag).toBe('old');
    expect((await cache.get('a/b'))?.etag).toBe('new');
  });

  test('a skill that was missing is found once it is there', async () => {
    const { cache, write } = start();
    expect(await cache.get('a/b')).toBeNull();
    write('a/b', 1, 'one');
    expect((await cache.get('a/b'))?.etag).toBe('one');
  });

  test('lets go of the least recently used when it is full', async () => {
    const { cache, write, loads } = start(6);
    for (const [index, key] of ['a', 'b', 'c'].entries()) write(key, index, 'xxx');
    await cache.get('a');
    await cache.get('b');
    await cache.get('a');
    await cache.get('c');
    await cache.get('a');
    expect(loads).toEqual(['a', 'b', 'c']);
    await cache.get('b');
    expect(loads).toEqual(['a', 'b', 'c', 'b']);
  });
});
