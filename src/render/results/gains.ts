import { printable } from '../../errors/printable.ts';
import { GAIN_LABELS } from '../../operations/diff/gainLabels.ts';
import type { Gains } from '../../operations/diff/gainsOf.ts';
import type { Theme } from '../theme.ts';

const MOST_SHOWN = 20;

/** What a version can newly do, a line each kind; '' where there is nothing to say. */
export function renderGains(gains: Gains, theme: Theme): string {
  const lines = GAIN_LABELS.flatMap(([key, label]) => {
    const values = gains[key];
    return values.length === 0 ? [] : [`  ${label}: ${listed(values)}`];
  });
  const shown = gains.findings.slice(0, MOST_SHOWN);
  const findings = shown.map(({ severity, path, line, message }) => {
    const mark = severity === 'error' ? theme.problem('x') : theme.warning('!');
    return `  ${mark} ${printable(path)}:${line}: ${printable(message)}`;
  });
  const more = gains.findings.length - shown.length;
  return [...lines, ...findings, ...(more > 0 ? [`  and ${more} more findings`] : [])].join('\n');
}

function listed(values: readonly string[]): string {
  const more = values.length - MOST_SHOWN;
  const shown = values.slice(0, MOST_SHOWN).map((value) => printable(value));
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
