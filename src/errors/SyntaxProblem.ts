import type { ErrorCode } from './catalog.ts';
import { PaksError } from './PaksError.ts';
import { printable } from './printable.ts';
import { redact } from './redact.ts';

/** A place in a text file; `line` and `column` count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong at a place of a file. */
export interface SyntaxDetails {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly position: Position;
  /** The whole text, from which the excerpt is cut. */
  readonly text: string;
  readonly cause?: unknown;
}

/**
 * A file a person wrote has a mistake: the message carries `file:line:column`, and `data.excerpt`
 * the line with a caret under the place.
 */
export class SyntaxProblem extends PaksError {
  readonly position: Position;

  constructor(code: ErrorCode, details: SyntaxDetails) {
    const { file, line, column } = details.position;
    super(code, {
      message: `${file}:${line}:${column}: ${details.message}`,
      hint: details.hint ?? USUAL_HINTS[code],
      data: { file, line, column, excerpt: excerptOf(details.text, line, column) },
      cause: details.cause,
    });
    this.position = details.position;
  }
}

const MEND = 'mend that place in the file, then run the command again';

/** What to do where a mistake does not say it itself. */
const USUAL_HINTS: Readonly<Partial<Record<ErrorCode, string>>> = {
  MANIFEST_INVALID: MEND,
  CONFIG_INVALID: MEND,
  LOCKFILE_INVALID: 'restore the file from git, or delete it and run `paks install`',
};

const WIDEST = 100;

/** The line with a caret under the column. Credentials go before anything is cut out of it. */
function excerptOf(text: string, line: number, column: number): string {
  const original = text.split(/\r\n|\n/)[line - 1] ?? '';
  const source = redact(original);
  const place = source === original ? column : redact(original.slice(0, column - 1)).length + 1;
  const start = Math.max(0, place - 1 - WIDEST / 2);
  const shown = printable(source.slice(start, start + WIDEST)).replaceAll('\t', ' ');
  const before = printable(source.slice(start, place - 1)).length;
  const gutter = `${line} | `;
  return `${gutter}${shown}\n${' '.repeat(gutter.length + before)}^`;
}
