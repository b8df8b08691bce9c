import type { TomlPath, TomlTable, TomlValue } from './TomlDocument.ts';

/** A value that a TOML parser gives and that Paks does not take, with the reason in words. */
export interface Unwanted {
  readonly path: TomlPath;
  readonly reason: string;
}

/**
 * A copy of what the parser gave as plain data: null-prototype tables, no symbols. Calls `refuse`
 * (which throws) at the first date, unsafe integer or value nested deeper than `limit`.
 */
export function plainToml(
  parsed: object,
  limit: number,
  refuse: (unwanted: Unwanted) => never,
): TomlTable {
  const copy = (value: unknown, path: TomlPath): TomlValue => {
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return value;
    if (path.length > limit) {
      return refuse({ path, reason: `tables are nested deeper than ${limit} levels` });
    }
    if (typeof value === 'bigint') {
      return refuse({ path, reason: `the integer ${value} does not fit in 53 bits` });
    }
    if (Array.isArray(value)) return value.map((item, index) => copy(item, [...path, index]));
    if (typeof value !== 'object' || value === null || 'toISOString' in value) {
      return refuse({ path, reason: 'dates are not a value of this file; write a string' });
    }
    return table(value, path);
  };
  const table = (value: object, path: TomlPath): TomlTable => {
    const plain = Object.create(null) as Record<string, TomlValue>;
    for (const [key, item] of Object.entries(value)) plain[key] = copy(item, [...path, key]);
    return plain;
  };
  return table(parsed, []);
}
