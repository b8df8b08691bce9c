import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { sealTokens, unsealTokens } from '../../../src/auth/sealTokens.ts';

const KEY = new Uint8Array(32).fill(7);
const TOKENS = new Map([['https://api.paks.dev', 'stk_abcdefgh12345678']]);

describe('sealed tokens', () => {
  test('come back as they were, whatever they hold', async () => {
    const entries = fc.array(fc.tuple(fc.webUrl(), fc.string({ unit: 'binary' })), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(entries, async (pairs) => {
        const tokens = new Map(pairs);
        expect(await unsealTokens(await sealTokens(tokens, KEY), KEY)).toEqual(tokens);
      }),
      { numRuns: 10 },
    );
  });

  test('show neither token nor origin, and look different each time', async () => {
    const [first, second] = [await sealTokens(TOKENS, KEY), await sealTokens(TOKENS, KEY)];
    expect(first).not.toContain('stk_');
    expect(first).not.toContain('paks.dev');
    expect(Buffer.from(first, 'base64').toString()).not.toContain('stk_');
    const fields = JSON.parse(first) as Record<string, unknown>;
    const others = JSON.parse(second) as Record<string, unknown>;
    for (const field of ['salt', 'nonce', 'tag', 'sealed']) {
      expect(fields[field]).not.toBe(others[field]);
    }
  });

  test('with one bit changed anywhere are no tokens', async () => {
    const fields = JSON.parse(await sealTokens(TOKENS, KEY)) as Record<string, string>;
    for (const name of ['salt', 'nonce', 'tag', 'sealed']) {
      const bytes = Buffer.from(fields[name] ?? '', 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      const changed = JSON.stringify({ ...fields, [name]: bytes.toString('base64') });
      expect(await unsealTokens(changed, KEY)).toBeNull();
    }
  });

  test('under another key, of another version, cut short or not sealed at all are no tokens', async () => {
    const sealed = await sealTokens(TOKENS, KEY);
    expect(await unsealTokens(sealed, new Uint8Array(32).fill(8))).toBeNull();
    expect(await unsealTokens(sealed.replace('"version": 1', '"version": 2'), KEY)).toBeNull();
    const shortTag = sealed.replace(/"tag": "(.{8})[^"]*"/, '"tag": "$1"');
    for (const text of [shortTag, sealed.slice(0, -10), '', '{}', 'null', '[]', '{"version":1}']) {
      expect(await unsealTokens(text, KEY)).toBeNull();
    }
  });
});
