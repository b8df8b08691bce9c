import { startsWith } from './locateToml.ts';
import { type FormattableValue, formatKey, formatKeyPath, formatValue } from './quoteToml.ts';
import { scanToml } from './scanToml.ts';
import { setTomlValue } from './setTomlValue.ts';
import { lineEnd } from './textLines.ts';

/**
 * The text with one more table in the array at `path`: a `[[path]]` block at the end, or an element
 * where the array is written inline. The text must be one that `parseToml` accepts.
 */
export function appendTomlTable(
  text: string,
  path: readonly string[],
  table: Readonly<Record<string, FormattableValue | undefined>>,
): string {
  const entries = scanToml(text);
  const exact = entries.find(
    ({ kind, path: at }) => kind === 'pair' && at.join('\0') === path.join('\0'),
  );
  if (exact?.value) {
    const elements = entries.filter(
      ({ kind, path: at }) =>
        kind === 'element' && at.length === path.length + 1 && startsWith(at, path),
    );
    const last = elements.at(-1);
    const at = last?.end ?? exact.value.start + 1;
    const separator = last === undefined ? '' : ', ';
    return `${text.slice(0, at)}${separator}${formatValue(table)}${text.slice(at)}`;
  }
  const isInline = entries.some(
    ({ kind, value, path: at }) =>
      kind === 'pair' &&
      at.length < path.length &&
      startsWith(path, at) &&
      value !== null &&
      text[value.start] === '{',
  );
  return isInline ? setTomlValue(text, path, [table]) : appendBlock(text, path, table);
}

function appendBlock(
  text: string,
  path: readonly string[],
  table: Readonly<Record<string, FormattableValue | undefined>>,
): string {
  const end = lineEnd(text);
  const pairs = Object.entries(table).flatMap(([key, value]) =>
    value === undefined ? [] : [`${formatKey(key)} = ${formatValue(value)}`],
  );
  const block = [`[[${formatKeyPath(path)}]]`, ...pairs].join(end);
  const content = text.replace(/^\ufeff/, '').trim();
  if (content === '') return `${text}${block}${end}`;
  return text.endsWith('\n') ? `${text}${end}${block}${end}` : `${text}${end}${end}${block}`;
}
