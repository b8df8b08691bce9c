import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { followRedirect, type Hop, isRedirect } from '../../../src/io/httpRedirect.ts';

const hop = (url: string, more: Partial<Hop> = {}): Hop => ({
  url: new URL(url),
  method: 'GET',
  headers: { accept: 'a', cookie: 'b' },
  authorization: 'Bearer x',
  body: undefined,
  count: 0,
  ...more,
});

const follow = (from: string, location: string) =>
  followRedirect(hop(from), { status: 302, location }, false);

describe('followRedirect', () => {
  test.each([
    ['https://a.test/x', '/y'],
    ['https://a.test/x', 'https://a.test:443/y'],
    ['https://a.test/x', 'https://A.TEST/y'],
    ['http://127.0.0.1:80/x', 'http://127.0.0.1/y'],
  ])('T15: %s to %s is one origin and keeps authorization', (from, location) => {
    expect(follow(from, location)).toMatchObject({
      authorization: 'Bearer x',
      headers: { cookie: 'b' },
      count: 1,
    });
  });

  test.each([
    ['https://a.test/x', 'https://a.test:8443/y'],
    ['https://a.test/x', 'https://b.test/y'],
    ['https://a.test/x', 'https://sub.a.test/y'],
    ['https://a.test/x', '//b.test/y'],
    ['http://localhost/x', 'https://localhost/y'],
    ['http://localhost/x', 'http://127.0.0.1/y'],
    ['https://a.test/x', 'https://a.test./y'],
  ])('T15: %s to %s is another origin and drops it', (from, location) => {
    expect(follow(from, location)).toMatchObject({
      authorization: undefined,
      headers: { accept: 'a' },
    });
    expect(follow(from, location).headers).not.toHaveProperty('cookie');
  });

  test.each([
    ['https://a.test/x', 'http://a.test/y'],
    ['https://a.test/x', 'http://localhost/y'],
    ['https://a.test/x', 'https://user:pass@a.test/y'],
    ['https://a.test/x', 'javascript:alert(1)'],
    ['http://localhost/x', 'http://a.test/y'],
  ])('T15: %s to %s is refused', (from, location) => {
    expect(() => follow(from, location)).toThrow(
      expect.objectContaining({ code: 'REDIRECT_REFUSED' }),
    );
  });

  test('T15: no location, whatever it is, carries authorization to another origin', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), (location) => {
        try {
          const next = follow('https://a.test/x', location);
          expect(next.authorization === undefined || next.url.origin === 'https://a.test').toBe(
            true,
          );
          expect(next.url.protocol).toBe('https:');
        } catch (error) {
          expect(error).toMatchObject({ code: 'REDIRECT_REFUSED' });
        }
      }),
    );
  });

  test('304 and 300 are answers', () => {
    expect([300, 301, 302, 303, 304, 307, 308].filter(isRedirect)).toEqual([
      301, 302, 303, 307, 308,
    ]);
  });
});
