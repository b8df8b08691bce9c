import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseToml } from '../../../src/toml/parseToml.ts';
import { formatKey, formatValue, quoteToml } from '../../../src/toml/quoteToml.ts';

const options = { file: 'x.toml', code: 'MANIFEST_INVALID' } as const;
const anyKey = fc.string({ unit: 'binary' }).filter((key) => !(key in {}));
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);

describe('writing TOML values', () => {
  test('quotes only the keys that need it', () => {
    expect(formatKey('house-style')).toBe('house-style');
    expect(formatKey('acme/runbooks')).toBe('"acme/runbooks"');
    expect(formatKey('')).toBe('""');
  });

  test('leaves out undefined members', () => {
    expect(formatValue({ git: 'https://x', tag: undefined, agents: ['a', 'b'] })).toBe(
      '{ git = "https://x", agents = ["a", "b"] }',
    );
  });

  test('writes any text so that it is read back the same (T12)', () => {
    fc.assert(
      fc.property(anyKey, anyText, (key, text) => {
        const line = `${formatKey(key)} = ${quoteToml(text)}`;
        expect(line).not.toMatch(/[\n\r\u007f-\u009f]/);
        expect({ ...parseToml(line, options).value }).toEqual({
          [key.toWellFormed()]: text.toWellFormed(),
        });
      }),
      { numRuns: 300 },
    );
  });
});
