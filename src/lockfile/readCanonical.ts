import type { TomlTable, TomlValue } from '../toml/TomlDocument.ts';

const TEXT = /^"([^"\\\u0000-\u001f\u007f]*)"$/;
const TEXTS = /^\["[^"\\\u0000-\u001f\u007f]*"(?:, "[^"\\\u0000-\u001f\u007f]*")*\]$/;
const NUMBER = /^(?:0|[1-9]\d{0,8})$/;
const KEY = /^[a-z]+$/;
const ASSIGNMENT = ' = ';

/**
 * Reads the plain subset of TOML that `formatLockfile` writes, one key a line, many times faster
 * than a whole TOML parser. Null for anything else, which is then that parser's to judge.
 */
export function readCanonical(text: string): TomlTable | null {
  if (!text.isWellFormed()) return null;
  const header = emptyTable();
  const skills: TomlTable[] = [];
  let current = header;
  for (const line of text.split('\n')) {
    if (line === '' || isPlainComment(line)) continue;
    if (line === '[[skill]]') {
      current = emptyTable();
      skills.push(current);
    } else if (!readAssignment(current, line)) {
      return null;
    }
  }
  if ('skill' in header) return null;
  if (skills.length > 0) header['skill'] = skills;
  return header;
}

function emptyTable(): Record<string, TomlValue> {
  return Object.create(null) as Record<string, TomlValue>;
}

function isPlainComment(line: string): boolean {
  return line.startsWith('#') && /^[\u0020-\u007e]*$/.test(line);
}

function readAssignment(table: Record<string, TomlValue>, line: string): boolean {
  const split = line.indexOf(ASSIGNMENT);
  const key = line.slice(0, Math.max(0, split));
  if (!KEY.test(key) || key in table) return false;
  const value = readValue(line.slice(split + ASSIGNMENT.length));
  if (value === undefined) return false;
  table[key] = value;
  return true;
}

function readValue(text: string): TomlValue | undefined {
  const plain = TEXT.exec(text)?.[1];
  if (plain !== undefined) return plain;
  if (TEXTS.test(text)) return text.slice(2, -2).split('", "');
  return NUMBER.test(text) ? Number(text) : undefined;
}
