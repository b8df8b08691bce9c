import { insertTomlValue } from './insertTomlValue.ts';
import { startsWith } from './locateToml.ts';
import { type FormattableValue, formatValue } from './quoteToml.ts';
import { removeTomlValue } from './removeTomlValue.ts';
import { scanToml } from './scanToml.ts';

/**
 * The text with `value` at `path`, replaced where it stands or inserted. A table that is spread over
 * lines stays so: its members are set one by one. Every line that need not change keeps its bytes.
 * The text must be one that `parseToml` accepts, and `path` must not lead through an array.
 */
export function setTomlValue(
  text: string,
  path: readonly string[],
  value: FormattableValue,
): string {
  const matches = scanToml(text).filter((entry) => startsWith(entry.path, path));
  const [first] = matches;
  if (first === undefined) return insertTomlValue(text, path, value);
  if (first.kind === 'pair' && first.path.length === path.length && first.value !== null) {
    const { start, end } = first.value;
    return `${text.slice(0, start)}${formatValue(value)}${text.slice(end)}`;
  }
  const members = membersOf(value);
  if (members === null) return insertTomlValue(removeTomlValue(text, path), path, value);
  const present = new Set(matches.map((entry) => entry.path[path.length]));
  let result = text;
  for (const [key, member] of members) result = setTomlValue(result, [...path, key], member);
  for (const key of present) {
    if (key === undefined || members.has(String(key))) continue;
    result = removeTomlValue(result, [...path, key]);
  }
  return result;
}

function membersOf(value: FormattableValue): ReadonlyMap<string, FormattableValue> | null {
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  return new Map(
    Object.entries(value as Readonly<Record<string, FormattableValue | undefined>>).flatMap(
      ([key, member]) => (member === undefined ? [] : [[key, member] as const]),
    ),
  );
}
