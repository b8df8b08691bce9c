import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cut } from '../../../src/render/cut.ts';
import { formatCount } from '../../../src/render/formatCount.ts';
import { paragraph } from '../../../src/render/paragraph.ts';

describe('a paragraph', () => {
  test('is broken between words, indented, and one line in a pipe', () => {
    const text = '  one two\n\tthree four  ';
    expect(paragraph(text, { width: 11, indent: '  ' })).toBe('  one two\n  three\n  four');
    expect(paragraph(text, { width: null })).toBe('one two three four');
    expect(paragraph(' \n', { width: 10, indent: '  ' })).toBe('');
  });

  test('keeps every word, fits where the words do, and lets nothing act on a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 60 }), (text, width) => {
        const lines = paragraph(text, { width }).split('\n');
        expect(lines.join(' ')).toBe(paragraph(text, { width: null }));
        for (const line of lines) {
          expect(line.length <= width || !line.includes(' ')).toBe(true);
          // oxlint-disable-next-line no-control-regex -- the test is about these
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        }
      }),
    );
  });
});

describe('what is too long', () => {
  test('is cut to the width, never through a character', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('ab😀d', 4)).toBe('ab…');
  });
});

describe('a count', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1234, '1,234'],
    [1_234_567, '1,234,567'],
  ])('%i is %s', (number, text) => {
    expect(formatCount(number)).toBe(text);
  });
});
