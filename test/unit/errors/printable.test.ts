import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { printable, printableLines } from '../../../src/errors/printable.ts';

describe('printable (T14)', () => {
  test.each([
    ['\u001b[31mred\u0007', '\\u{1b}[31mred\\u{7}'],
    ['a\u202eb\u2066', 'a\\u{202e}b\\u{2066}'],
    ['\u009b2J\u007f', '\\u{9b}2J\\u{7f}'],
    ['x\u{e0041}\u{e0100}', 'x\\u{e0041}\\u{e0100}'],
    ['a\rb\u2028', 'a\\u{d}b\\u{2028}'],
    ['name\nerror: forged', 'name\\u{a}error: forged'],
    ['\ufeffa\u200bb', '\\u{feff}a\\u{200b}b'],
  ])('names what would act or hide in %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test.each(['a\ttab', 'größe 名前', '👩🏽‍💻 ❤️ 🏳️‍🌈', 'می‌خواهم'])('leaves %s alone', (text) => {
    expect(printable(text)).toBe(text);
  });

  test('a document keeps its lines, and nothing else that acts', () => {
    expect(printableLines('two\n\tlines\u001b[2J\r')).toBe('two\n\tlines\\u{1b}[2J\\u{d}');
  });

  test('leaves nothing behind that a terminal acts on', () => {
    const character = fc
      .oneof(fc.nat(0x9f), fc.nat(0x10ffff))
      .map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(character), (parts) => {
        const text = printable(parts.join(''));
        expect(text).not.toMatch(
          /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
        expect(printable(text)).toBe(text);
      }),
    );
  });
});
