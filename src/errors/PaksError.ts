import { catalog, type ErrorCode, type ExitCode } from './catalog.ts';
import { printable } from './printable.ts';
import { redact, redactDeep } from './redact.ts';

const BRAND = Symbol.for('paks.error');

/**
 * What a {@link PaksError} is made of; `message` is one lower-case sentence. What takes several lines is
 * given as lines: a line end inside of one is foreign, and is shown instead of obeyed.
 */
export interface ErrorDetails {
  readonly message: string | readonly string[];
  /** The command or the edit that mends it. */
  readonly hint?: string | readonly string[] | undefined;
  /** Structure for `--json` and for renderers; plain JSON values only. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/**
 * The one error of Paks: a catalogued code, a message that names the thing in backticks, and where
 * possible a hint. Credentials and terminal control characters are removed on construction.
 * Recognise it with {@link isPaksError} or by `code`, never by `instanceof`.
 */
export class PaksError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly exit: ExitCode;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [BRAND] = true;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(shown(details.message), { cause: details.cause });
    this.name = 'PaksError';
    this.code = code;
    this.hint = details.hint === undefined ? undefined : shown(details.hint);
    this.exit = catalog[code];
    this.data = redactDeep(details.data ?? {}) as Readonly<Record<string, unknown>>;
  }
}

/** True for every {@link PaksError}, whichever realm or copy of this module made it. */
export function isPaksError(value: unknown): value is PaksError {
  return typeof value === 'object' && value !== null && BRAND in value;
}

function shown(text: string | readonly string[]): string {
  const lines = typeof text === 'string' ? [text] : text;
  return lines.map((line) => printable(redact(line))).join('\n');
}
