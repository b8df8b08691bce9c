import type { Failure } from '../errors/describeFailure.ts';
import type { Theme } from './theme.ts';

/** A failure for a terminal: what happened, the place if there is one, then the hint. */
export function renderFailure(failure: Failure, theme: Theme, verbose: boolean): string {
  const [first, ...rest] = failure.message.split('\n');
  const lines = [`${theme.problem('error:')} ${first}`, ...rest];
  const { excerpt } = failure.data;
  if (typeof excerpt === 'string') lines.push(excerpt);
  if (failure.hint !== undefined) lines.push(...hintLines(failure.hint, theme));
  if (verbose) {
    lines.push(theme.faint(`code: ${failure.code}`));
    if (failure.stack !== undefined) lines.push(theme.faint(failure.stack));
  }
  return `${lines.join('\n')}\n`;
}

function hintLines(hint: string, theme: Theme): string[] {
  return hint.split('\n').map((line) => `${theme.changed('hint:')} ${line}`);
}
