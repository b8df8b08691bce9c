import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, integer, property } from 'fast-check';
import { wrapLines } from '../../../src/render/wrapLines.ts';

describe('wrapLines', () => {
  test('breaks a long line between words and indents what follows', () => {
    expect(wrapLines('hint: one two three four', 14)).toBe('hint: one two\n  three four');
    expect(wrapLines('    a reason that is long', 16)).toBe(
      '    a reason\n      that is\n      long',
    );
  });

  test('keeps a command between backticks in one piece', () => {
    const text = 'hint: take it back with `paks restore NAME`, or keep it';
    expect(wrapLines(text, 33)).toBe('hint: take it back with\n  `paks restore NAME`, or keep it');
  });

  test('breaks a quotation that fits on no line, and one that never ends', () => {
    expect(wrapLines('a `b c d e f g h i`', 12)).toBe('a `b c d e f\n  g h i`');
    expect(wrapLines('it says ` and then goes on', 12)).toBe('it says `\n  and then\n  goes on');
  });

  test('leaves a pipe, short lines and a word longer than the line as they are', () => {
    expect(wrapLines('one two three', null)).toBe('one two three');
    expect(wrapLines('a   b\n\n  c', 5)).toBe('a   b\n\n  c');
    expect(wrapLines('see https://example.com/a', 10)).toBe('see\n  https://example.com/a');
  });

  test('gives colours no room', () => {
    const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
    expect(wrapLines(`${red('error:')} no more`, 14)).toBe(`${red('error:')} no more`);
  });

  test('loses no word and no line is longer than its longest piece allows', () => {
    const words = array(constantFrom('a', 'word', '`one two`', 'longer-word', '`'), {
      minLength: 1,
    });
    assert(
      property(words, integer({ min: 20, max: 40 }), (list, width) => {
        const text = list.join(' ');
        const lines = wrapLines(text, width).split('\n');
        expect(lines.map((line) => line.trim()).join(' ')).toBe(text);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
