import type { ErrorCode, ExitCode } from './catalog.ts';
import { isPaksError, PaksError } from './PaksError.ts';
import { printableLines } from './printable.ts';
import { redact } from './redact.ts';

/** A failure as data, ready for a terminal or for `--json`. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
  readonly exit: ExitCode;
  readonly data: Readonly<Record<string, unknown>>;
  /** Shown only with `--verbose`. */
  readonly stack: string | undefined;
}

/** Any thrown value as a {@link Failure}: errors of the file system are named, the rest are bugs. */
export function describeFailure(thrown: unknown): Failure {
  const error = asPaksError(thrown);
  return {
    code: error.code,
    message: error.message,
    hint: error.hint,
    exit: error.exit,
    data: error.data,
    stack: stackOf(thrown),
  };
}

function asPaksError(thrown: unknown): PaksError {
  if (isPaksError(thrown)) return thrown;
  if (nameOf(thrown) === 'AbortError') {
    return new PaksError('INTERRUPTED', { message: 'interrupted', cause: thrown });
  }
  return fromFileSystem(thrown) ?? bug(thrown);
}

/** The `code` of a Node or library error, or undefined. Works across realms. */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** The message of any thrown value. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    return String(thrown.message);
  }
  try {
    return String(thrown);
  } catch {
    return 'a value that cannot be shown';
  }
}

function fromFileSystem(thrown: unknown): PaksError | null {
  const path = pathOf(thrown);
  switch (codeOf(thrown)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new PaksError('DISK_FULL', {
        message: `no space left on the device${path}`,
        hint: 'free some space and run the command again; what was there before is unchanged',
        cause: thrown,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new PaksError('FILE_ACCESS', {
        message: `permission denied${path}`,
        hint: 'check who owns the path and whether it may be written',
        cause: thrown,
      });
    case 'EMFILE':
    case 'ENFILE':
      return new PaksError('FILE_ACCESS', {
        message: 'too many open files',
        hint: 'raise the limit of open files (`ulimit -n`) and run the command again',
        cause: thrown,
      });
    case 'ENOENT':
    case 'EBUSY':
    case 'EIO':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return new PaksError('FILE_ACCESS', { message: messageOf(thrown), cause: thrown });
    default:
      return null;
  }
}

function bug(thrown: unknown): PaksError {
  return new PaksError('BUG', {
    message: `internal error: ${messageOf(thrown)}`,
    hint: 'this is a bug in paks; run again with `--verbose` and report what it prints',
    cause: thrown,
  });
}

function pathOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'path' in thrown) {
    return ` at \`${String(thrown.path)}\``;
  }
  return '';
}

function nameOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'name' in thrown) return String(thrown.name);
  return '';
}

function stackOf(thrown: unknown): string | undefined {
  if (typeof thrown === 'object' && thrown !== null && 'stack' in thrown) {
    return printableLines(redact(String(thrown.stack)));
  }
  return undefined;
}
