import { endOfLine } from './lexToml.ts';

/** A replacement of `start` to `end` by `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The line end that the text uses first; `\n` when it has none. */
export function lineEnd(text: string): '\n' | '\r\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
}

/** The offset at which the line of `offset` starts; a byte order mark is not part of it. */
export function startOfLine(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\ufeff') ? 1 : start;
}

/** The offset after the line of `offset`, its line end included. */
export function startOfNextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

/** The text with another line below the one of `offset`; a missing last line end stays missing. */
export function insertLineBelow(text: string, offset: number, line: string): string {
  const end = endOfLine(text, offset);
  return `${text.slice(0, end)}${lineEnd(text)}${line}${text.slice(end)}`;
}

/** The text with every splice done; they must not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = text;
  for (const { start, end, text: replacement } of [...splices].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return result;
}
