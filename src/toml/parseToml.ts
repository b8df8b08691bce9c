import parseString from '@iarna/toml/parse-string.js';
import type { ErrorCode } from '../errors/catalog.ts';
import { messageOf } from '../errors/describeFailure.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { type Position, SyntaxProblem } from '../errors/SyntaxProblem.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import { findConflictMarker } from './findConflictMarker.ts';
import { findInheritedKey } from './findInheritedKey.ts';
import { findDeepNesting } from './lexToml.ts';
import { locateToml } from './locateToml.ts';
import { plainToml } from './plainToml.ts';
import type { TomlDocument } from './TomlDocument.ts';

/** How to name the file in errors, and which code they carry. */
export interface ParseTomlOptions {
  readonly file: string;
  readonly code: ErrorCode;
  /** The longest text taken, in UTF-16 units; that of a manifest unless given. */
  readonly limit?: number;
}

/**
 * Parses TOML 1.0. Accepts a byte order mark and Windows line ends; refuses what no file of Paks
 * holds: dates, integers beyond 2^53, deep nesting. Every failure is a `PaksError` of
 * `options.code`, with file, line and column wherever there is a place to point at.
 */
export function parseToml(source: string, options: ParseTomlOptions): TomlDocument {
  const { file, code } = options;
  const limit = options.limit ?? INPUT_LIMITS.manifestBytes;
  if (source.length > limit) {
    throw new PaksError(code, { message: `\`${file}\` is larger than ${limit} bytes` });
  }
  const text = source.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const fail = (position: Position, message: string, hint?: string, cause?: unknown): never => {
    throw new SyntaxProblem(code, { message, hint, position, text, cause });
  };
  const deep = findDeepNesting(text, INPUT_LIMITS.tomlNesting);
  if (deep !== null) {
    const place = positionAt(text, deep, file);
    fail(place, `values are nested deeper than ${INPUT_LIMITS.tomlNesting} levels`);
  }
  const inherited = findInheritedKey(text);
  if (inherited !== null) {
    fail(positionAt(text, inherited.offset, file), `\`${inherited.key}\` cannot be a key`);
  }
  const locate = locateToml(text);
  const positionOf: TomlDocument['positionOf'] = (path, part = 'key') =>
    positionAt(text, locate(path, part), file);
  try {
    const value = plainToml(parseString(text), INPUT_LIMITS.tomlNesting, ({ path, reason }) =>
      fail(positionOf(path, 'value'), reason),
    );
    return { file, text, value, positionOf };
  } catch (thrown) {
    if (isPaksError(thrown)) throw thrown;
    const conflict = findConflictMarker(text);
    if (conflict !== null) {
      const place = { file, line: conflict, column: 1 };
      fail(
        place,
        'unresolved merge conflict',
        'keep what you want of both sides, and delete the lines of the markers',
      );
    }
    return fail(placeOf(thrown, text, file), reasonOf(thrown), undefined, thrown);
  }
}

/** Line and column (both from 1) of an offset. */
function positionAt(text: string, offset: number, file: string): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 };
}

function placeOf(thrown: unknown, text: string, file: string): Position {
  const { line, col } = thrown as { line?: number; col?: number };
  if (typeof line === 'number' && typeof col === 'number') {
    return { file, line: line + 1, column: col + 1 };
  }
  return { file, line: firstFailingLine(text), column: 1 };
}

/**
 * The parser throws plain errors for impossible dates, without a place. It reads from the start, so
 * the shortest run of lines that fails the same way ends in the line at fault.
 */
function firstFailingLine(text: string): number {
  const lines = text.split('\n');
  let good = 0;
  let bad = lines.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (failsWithoutPlace(lines.slice(0, middle).join('\n'))) bad = middle;
    else good = middle;
  }
  return bad;
}

function failsWithoutPlace(text: string): boolean {
  try {
    parseString(text);
    return false;
  } catch (thrown) {
    return (thrown as { line?: number }).line === undefined;
  }
}

function reasonOf(thrown: unknown): string {
  const [first = ''] = messageOf(thrown).split(/ at row \d+|\n/);
  return first.charAt(0).toLowerCase() + first.slice(1);
}
