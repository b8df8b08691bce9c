import { printableLines } from '../errors/printable.ts';
import { cut } from './cut.ts';
import type { Theme } from './theme.ts';

/** One column of a table; `shrink` says that it gives way first when the terminal is narrow. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right' | undefined;
  readonly shrink?: boolean | undefined;
}

/** How a table is printed. */
export interface TableStyle {
  readonly theme: Theme;
  /** Columns of the terminal; null for a pipe. */
  readonly width: number | null;
  /** Draws a line below the titles, on a terminal only. */
  readonly rule?: boolean | undefined;
}

const GAP = '  ';
const NARROW = 12;
const NARROWEST = 4;

/**
 * Rows under titles, two spaces between columns, foreign text made safe. With a width the table fits
 * it: the widest of the shrinking columns are cut with `…`, then the widest of all; without one (a
 * pipe) nothing is cut.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: TableStyle,
): string {
  const safe = rows.map((row) => row.map((cell) => printableLines(cell).replace(/\s/g, ' ')));
  const widths = fitted(columns, naturalWidths(columns, safe), options.width);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => pad(cut(cell, widths[index] ?? 0), widths[index] ?? 0, columns[index]))
      .join(GAP)
      .trimEnd();
  const head = options.theme.strong(line(columns.map((column) => column.title)));
  const ruled = options.rule === true && options.width !== null;
  const length = widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
  const rule = ruled ? [options.theme.faint('─'.repeat(length))] : [];
  return [head, ...rule, ...safe.map(line)].join('\n');
}

function naturalWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly number[] {
  return columns.map((column, index) =>
    rows.reduce((widest, row) => Math.max(widest, (row[index] ?? '').length), column.title.length),
  );
}

function fitted(
  columns: readonly Column[],
  widths: readonly number[],
  available: number | null,
): readonly number[] {
  if (available === null) return widths;
  const shares = widths.map((width, index) => ({
    width,
    floor: columns[index]?.shrink === true ? NARROW : width,
  }));
  const polite = shrunk(shares, available);
  const all = polite.map((width) => ({ width, floor: NARROWEST }));
  return shrunk(all, available);
}

interface Share {
  readonly width: number;
  readonly floor: number;
}

/** Widths that fit, taken from the widest share that may still give, a column at a time. */
function shrunk(shares: readonly Share[], available: number): readonly number[] {
  const widths = shares.map(({ width }) => width);
  const floors = shares.map(({ floor }) => floor);
  const gaps = GAP.length * (widths.length - 1);
  let excess = widths.reduce((sum, width) => sum + width, gaps) - available;
  for (; excess > 0; excess--) {
    const giving = widths.map((width, index) => (width > (floors[index] ?? width) ? width : 0));
    const most = Math.max(...giving);
    if (most === 0) break;
    widths[giving.indexOf(most)] = most - 1;
  }
  return widths;
}

function pad(cell: string, width: number, column: Column | undefined): string {
  return column?.align === 'right' ? cell.padStart(width) : cell.padEnd(width);
}
