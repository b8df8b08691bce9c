import type { Failure } from '../errors/describeFailure.ts';
import type { Theme } from './theme.ts';
import { wrapLines } from './wrapLines.ts';

/** How a failure is printed. */
export interface FailureStyle {
  readonly theme: Theme;
  /** Columns of the terminal; null for a pipe. */
  readonly width: number | null;
  readonly verbose: boolean;
}

/** A failure for a person: what happened, the place if there is one, then the hints. */
export function renderFailure(failure: Failure, { theme, width, verbose }: FailureStyle): string {
  const lines = [wrapLines(`${theme.problem('error:')} ${failure.message}`, width)];
  const { excerpt } = failure.data;
  if (typeof excerpt === 'string') lines.push(excerpt);
  for (const hint of hintsOf(failure)) lines.push(wrapLines(hintLines(hint, theme), width));
  if (verbose) {
    lines.push(theme.faint(`code: ${failure.code}`));
    if (failure.stack !== undefined) lines.push(theme.faint(failure.stack));
  }
  return `${lines.join('\n')}\n`;
}

/** A resolution that failed has several hints, each of them tried; `hint` is the first of them. */
function hintsOf({ hint, data }: Failure): readonly string[] {
  const { hints } = data;
  if (Array.isArray(hints) && hints.length > 0) return hints.map(String);
  return hint === undefined ? [] : [hint];
}

function hintLines(hint: string, theme: Theme): string {
  const lines = hint.split('\n').map((line) => `${theme.changed('hint:')} ${line}`);
  return lines.join('\n');
}
