import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Column, renderTable } from '../../../src/render/table.ts';
import { createTheme } from '../../../src/render/theme.ts';

const theme = createTheme(false);
const COLUMNS: readonly Column[] = [
  { title: 'SKILL' },
  { title: 'SIZE', align: 'right' },
  { title: 'SOURCE', shrink: true },
];

describe('renderTable', () => {
  test('aligns columns and ends lines without blanks', () => {
    const rows = [
      ['a', '1', 'paks'],
      ['acme/base', '1024', ''],
    ];
    expect(renderTable(COLUMNS, rows, { theme, width: null })).toBe(
      ['SKILL      SIZE  SOURCE', 'a             1  paks', 'acme/base  1024'].join('\n'),
    );
  });

  test('cuts nothing in a pipe, and the shrinking column on a narrow terminal', () => {
    const source = `git+https://example.com/${'x'.repeat(60)}`;
    const rows = [['acme/base', '1', source]];

    expect(renderTable(COLUMNS, rows, { theme, width: null })).toContain(source);
    const [, line = ''] = renderTable(COLUMNS, rows, { theme, width: 40 }).split('\n');
    expect(line).toBe(`acme/base     1  ${source.slice(0, 22)}…`);
    expect(line).toHaveLength(40);
  });

  test('cuts the other columns too where the shrinking ones are not enough', () => {
    const rows = [['x'.repeat(90), '1', 'y'.repeat(90)]];
    const [, line = ''] = renderTable(COLUMNS, rows, { theme, width: 80 }).split('\n');
    expect(line).toMatch(/^x+… {5}1 {2}y{11}…$/);
    expect(line).toHaveLength(80);
  });

  test('fits any width of 20 and more, whatever the cells hold', () => {
    const cell = fc.string({ maxLength: 120 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }),
        fc.integer({ min: 20, max: 120 }),
        (rows, width) => {
          const lines = renderTable(COLUMNS, rows, { theme, width }).split('\n');
          expect(lines).toHaveLength(rows.length + 1);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test('T14: shows control characters and line breaks of foreign text instead of obeying them', () => {
    const table = renderTable(COLUMNS, [['a\u001b[2Jb', '\n', 'c\td']], { theme, width: null });
    expect(table).not.toContain('\u001b');
    expect(table).toContain('a\\u{1b}[2Jb');
    expect(table.split('\n')).toHaveLength(2);
  });

  test('never ends a cut in half a character', () => {
    const rows = [['a', '1', '😀'.repeat(40)]];
    for (const width of [30, 31]) {
      expect(renderTable(COLUMNS, rows, { theme, width }).isWellFormed()).toBe(true);
    }
  });
});
