import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { printable } from '../../../src/errors/printable.ts';
import { showHidden } from '../../../src/audit/showHidden.ts';

describe('showHidden', () => {
  test.each([
    ['a\u202eb', 'a‹U+202E RIGHT-TO-LEFT OVERRIDE›b'],
    ['a\u200bb', 'a‹U+200B ZERO WIDTH SPACE›b'],
    ['\u001b[31mred', '‹U+001B ESCAPE›[31mred'],
    ['\u009b31m', '‹U+009B CONTROL SEQUENCE INTRODUCER›31m'],
    ['\u0007', '‹U+0007 BELL›'],
    ['x\ufe00y', 'x‹U+FE00 VARIATION SELECTOR-1›y'],
    ['end\r', 'end‹U+000D CARRIAGE RETURN›'],
    ['\ue000', '‹U+E000 PRIVATE USE CHARACTER›'],
  ])('T18: %j is shown as %s', (line, shown) => {
    expect(showHidden(line)).toBe(shown);
  });

  test('T18: text that is spelled in tag characters is read out', () => {
    const hidden = Array.from('run evil', (letter) =>
      String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0)),
    ).join('');

    expect(showHidden(`fine${hidden}.`)).toBe('fine‹U+E0072 TAG r and 7 more, hiding “run evil”›.');
  });

  test('text, tabs, emoji and joining scripts stay as they are', () => {
    for (const line of ['plain\ttext', '👩‍💻 ❤️', 'नमस्ते क्‍ष', '日本語']) {
      expect(showHidden(line)).toBe(line);
    }
  });

  test('T14: nothing that it returns can act on a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const shown = showHidden(line);
        expect(printable(shown)).toBe(shown);
        expect(shown).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
