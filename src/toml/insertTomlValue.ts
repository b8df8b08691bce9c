import { startsWith } from './locateToml.ts';
import { type FormattableValue, formatKey, formatKeyPath, formatValue } from './quoteToml.ts';
import { scanToml, type TomlEntry } from './scanToml.ts';
import type { TomlPath } from './TomlDocument.ts';
import { insertLineBelow, lineEnd, startOfLine } from './textLines.ts';

/**
 * The text with a value at a path that it does not have yet, in the style it already has: in the
 * table's section (in order, where the section is in order), in its inline table, beside its dotted
 * keys, or in a new section at the end.
 */
export function insertTomlValue(
  text: string,
  path: readonly string[],
  value: FormattableValue,
): string {
  const entries = scanToml(text);
  const parent = path.slice(0, -1);
  const header = entries.findLast(({ kind, path }) => kind === 'table' && equal(path, parent));
  if (header !== undefined) return insertInSection(text, entries, { header, path, value });
  const dotted = entries.findLast(
    (entry) =>
      isStatement(entry) &&
      entry.within.length < parent.length &&
      entry.path.length > parent.length &&
      startsWith(entry.path, parent),
  );
  if (dotted !== undefined) return insertBeside(text, dotted, { path, value });
  for (let length = parent.length; length > 0; length--) {
    const inline = entries.find(
      ({ kind, path: at }) => kind === 'pair' && equal(at, path.slice(0, length)),
    );
    if (inline !== undefined) return insertInline(text, entries, { inline, path, value });
  }
  return parent.length === 0
    ? insertAtRoot(text, entries, path, value)
    : appendSection(text, path, value);
}

interface Insertion {
  readonly path: readonly string[];
  readonly value: FormattableValue;
}

function insertInSection(
  text: string,
  entries: readonly TomlEntry[],
  { header, path, value }: Insertion & { readonly header: TomlEntry },
): string {
  const depth = header.path.length;
  const statements = entries.filter(
    (entry) => isStatement(entry) && equal(entry.within, header.path),
  );
  const keys = statements.map((entry) => String(entry.path[depth]));
  const key = path[depth] ?? '';
  const isSorted = keys.every((name, index) => index === 0 || (keys[index - 1] ?? '') <= name);
  const above = isSorted
    ? statements.findLast((_, index) => (keys[index] ?? '') <= key)
    : statements.at(-1);
  const indent = indentOf(text, statements[0] ?? header);
  return insertLineBelow(text, (above ?? header).end, `${indent}${statement([key], value)}`);
}

/** Below the last line that defines a part of the same table by dotted keys. */
function insertBeside(text: string, dotted: TomlEntry, { path, value }: Insertion): string {
  const keys = path.slice(dotted.within.length);
  return insertLineBelow(text, dotted.end, `${indentOf(text, dotted)}${statement(keys, value)}`);
}

/** At the end of an inline table; tables that are missing in between are written inline too. */
function insertInline(
  text: string,
  entries: readonly TomlEntry[],
  { inline, path, value }: Insertion & { readonly inline: TomlEntry },
): string {
  const keys = path.slice(inline.path.length);
  const last = entries.findLast(
    ({ kind, nested, within }) => kind === 'pair' && nested && equal(within, inline.path),
  );
  const nestedValue = keys
    .slice(1)
    .reduceRight<FormattableValue>((inner, key) => ({ [key]: inner }), value);
  const pair = statement(keys.slice(0, 1), nestedValue);
  if (last !== undefined) return `${text.slice(0, last.end)}, ${pair}${text.slice(last.end)}`;
  const { start, end } = inline.value ?? inline;
  return `${text.slice(0, start)}{ ${pair} }${text.slice(end)}`;
}

function insertAtRoot(
  text: string,
  entries: readonly TomlEntry[],
  path: readonly string[],
  value: FormattableValue,
): string {
  const line = statement(path, value);
  const first = entries.find(({ kind }) => kind === 'table');
  const last = entries.findLast((entry) => isStatement(entry) && entry.within.length === 0);
  if (last !== undefined) return insertLineBelow(text, last.end, line);
  if (first === undefined) return appendLines(text, [line]);
  const start = startOfLine(text, first.start);
  return `${text.slice(0, start)}${line}${lineEnd(text).repeat(2)}${text.slice(start)}`;
}

function appendSection(text: string, path: readonly string[], value: FormattableValue): string {
  const header = `[${formatKeyPath(path.slice(0, -1))}]`;
  const blank = text.replace(/^\ufeff/, '').trim() === '' ? [] : [''];
  return appendLines(text, [...blank, header, statement(path.slice(-1), value)]);
}

function appendLines(text: string, lines: readonly string[]): string {
  const end = lineEnd(text);
  const isOpen = text.replace(/^\ufeff/, '') !== '' && !text.endsWith('\n');
  const added = lines.join(end);
  return isOpen ? `${text}${end}${added}` : `${text}${added}${end}`;
}

function statement(keys: readonly string[], value: FormattableValue): string {
  return `${keys.map(formatKey).join('.')} = ${formatValue(value)}`;
}

function isStatement({ kind, nested }: TomlEntry): boolean {
  return kind === 'pair' && !nested;
}

function indentOf(text: string, entry: TomlEntry): string {
  return text.slice(startOfLine(text, entry.start), entry.start);
}

function equal(left: TomlPath, right: TomlPath): boolean {
  return left.length === right.length && startsWith(left, right);
}
