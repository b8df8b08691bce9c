import type { Theme } from './theme.ts';

/** One column of a table; `shrink` says that it gives way when the terminal is narrow. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right' | undefined;
  readonly shrink?: boolean | undefined;
}

const GAP = '  ';
const NARROWEST = 12;

/**
 * Rows under titles, two spaces between columns. With a width the shrinking column is cut with `…`;
 * without one (a pipe) nothing is cut.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  const widths = fitted(columns, naturalWidths(columns, rows), options.width);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => pad(cut(cell, widths[index] ?? 0), widths[index] ?? 0, columns[index]))
      .join(GAP)
      .trimEnd();
  const head = options.theme.strong(line(columns.map((column) => column.title)));
  return [head, ...rows.map(line)].join('\n');
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
  const total = widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
  const excess = total - available;
  const shrinking = columns.findIndex((column) => column.shrink === true);
  if (excess <= 0 || shrinking < 0) return widths;
  return widths.map((width, index) =>
    index === shrinking ? Math.max(NARROWEST, width - excess) : width,
  );
}

function cut(cell: string, width: number): string {
  return cell.length <= width ? cell : `${cell.slice(0, Math.max(0, width - 1))}…`;
}

function pad(cell: string, width: number, column: Column | undefined): string {
  return column?.align === 'right' ? cell.padStart(width) : cell.padEnd(width);
}
