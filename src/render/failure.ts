import type { Failure } from '../errors/describeFailure.ts';
import type { Theme } from './theme.ts';

/** A failure for a terminal: what happened, the place if there is one, then the hints. */
export function renderFailure(failure: Failure, theme: Theme, verbose: boolean): string {
  const [first, ...rest] = failure.message.split('\n');
  const lines = [`${theme.problem('error:')} ${first}`, ...rest];
  const { excerpt } = failure.data;
  if (typeof excerpt === 'string') lines.push(excerpt);
  for (const hint of hintsOf(failure)) lines.push(...hintLines(hint, theme));
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

function hintLines(hint: string, theme: Theme): string[] {
  return hint.split('\n').map((line) => `${theme.changed('hint:')} ${line}`);
}
