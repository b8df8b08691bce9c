import { skipBlanks } from './lexToml.ts';
import { startsWith } from './locateToml.ts';
import { scanToml, type TomlEntry } from './scanToml.ts';
import type { TomlPath } from './TomlDocument.ts';
import { applySplices, type Splice, startOfLine, startOfNextLine } from './textLines.ts';

/**
 * The text without the value at `path`, however it is written: a line, dotted lines, a table of its
 * own, a member of an inline table. Every other line stays as it is, comments above included. The
 * text must be one that `parseToml` accepts.
 */
export function removeTomlValue(text: string, path: TomlPath): string {
  const entries = scanToml(text);
  const splices: Splice[] = [];
  let done = 0;
  for (const [index, entry] of entries.entries()) {
    if (entry.start < done || !startsWith(entry.path, path)) continue;
    const splice = spliceFor(text, entries, index);
    splices.push(splice);
    done = splice.end;
  }
  const result = applySplices(text, splices);
  const lost = !text.endsWith('\n') && splices.length > 0 && result.endsWith('\n');
  return lost ? result.replace(/\r?\n$/, '') : result;
}

function spliceFor(text: string, entries: readonly TomlEntry[], index: number): Splice {
  const entry = entries[index] as TomlEntry;
  if (entry.kind === 'table') return section(text, entries, index);
  if (entry.nested) return member(text, entry, entries);
  const start = startOfLine(text, entry.start);
  return { start, end: startOfNextLine(text, entry.end), text: '' };
}

/** A table from its header to its last pair, and one of two blank lines that would meet. */
function section(text: string, entries: readonly TomlEntry[], index: number): Splice {
  const header = entries[index] as TomlEntry;
  const next = entries.findIndex((entry, place) => place > index && entry.kind === 'table');
  const last = entries
    .slice(index, next < 0 ? undefined : next)
    .reduce((end, entry) => Math.max(end, entry.end), header.end);
  const end = startOfNextLine(text, last);
  const start = startOfLine(text, header.start);
  const above = startOfLine(text, Math.max(0, start - 1));
  const isBlankAbove = above < start && text.slice(above, start).trim() === '';
  const isBlankBelow = text.slice(end, startOfNextLine(text, end)).trim() === '';
  return { start: isBlankAbove && isBlankBelow ? above : start, end, text: '' };
}

/** A member of an inline table or array, with one comma. */
function member(text: string, entry: TomlEntry, entries: readonly TomlEntry[]): Splice {
  const siblings = entries.filter(
    ({ nested, within, kind }) =>
      nested &&
      kind === entry.kind &&
      within.length === entry.within.length &&
      startsWith(within, entry.within),
  );
  const place = siblings.indexOf(entry);
  const next = siblings[place + 1];
  if (next !== undefined) return { start: entry.start, end: next.start, text: '' };
  const previous = siblings[place - 1];
  if (previous !== undefined) return { start: previous.end, end: entry.end, text: '' };
  const start = text.slice(0, entry.start).trimEnd().length;
  return { start, end: skipBlanks(text, entry.end), text: '' };
}
