import type { Position } from '../errors/SyntaxProblem.ts';

/** A value of a TOML file; dates are not part of any file that Paks reads. */
export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;

/** A table with a null prototype: `__proto__` is a key like any other. */
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

/** Keys and array indices from the root. */
export type TomlPath = readonly (string | number)[];

/** A parsed TOML file that still knows where everything stands. */
export interface TomlDocument {
  readonly file: string;
  /** What was parsed: no byte order mark, lines end in `\n`. */
  readonly text: string;
  readonly value: TomlTable;
  /**
   * Where a key (or, with `'value'`, what stands behind it) is written; for a path that is not in
   * the file, the nearest table around it. Costs a scan of the text on the first call only.
   */
  positionOf(path: TomlPath, part?: 'key' | 'value'): Position;
}

/** True for a table, as opposed to an array or a scalar. */
export function isTomlTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value);
}
