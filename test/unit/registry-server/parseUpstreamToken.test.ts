import { describe, expect, test } from '@jest/globals';
import { parseUpstreamToken } from '../../../packages/registry/src/mirror/Upstream.ts';

describe('the token for a mirrored registry', () => {
  test('is none where nothing is set', () => {
    expect([parseUpstreamToken(undefined), parseUpstreamToken(' ')]).toEqual([null, null]);
  });

  test('belongs to the origin that stands before it (T15)', () => {
    expect(parseUpstreamToken('https://Skills.example.com:443/some/path stk_secret')).toEqual({
      origin: 'https://skills.example.com',
      token: 'stk_secret',
    });
  });

  test.each(['stk_secret', 'https://x.example', 'https://x.example a stk_secret'])(
    'is refused as `%s`, without being shown',
    (text) => {
      expect(() => parseUpstreamToken(text)).toThrow(/^(?!.*secret).*is not an origin/);
    },
  );
});
