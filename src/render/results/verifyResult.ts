import type { Drift, VerifyResult } from '../../operations/verify.ts';
import { printable } from '../../errors/printable.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';

const PROBLEMS: Readonly<Record<Drift['problem'], string>> = {
  missing: 'is missing',
  edited: 'was edited',
  'not-ours': 'was not put there by paks',
  'other-content': 'holds another version',
};

/** What differs from the lock, a line each; then the count. */
export function renderVerifyResult(result: VerifyResult, theme: Theme): string {
  const lines = result.drift.map(({ directory, problem, files }) => {
    const named = files.length === 0 ? '' : ` (${printable(files.join(', '))})`;
    return `${theme.problem('✗')} ${directory} ${PROBLEMS[problem]}${named}`;
  });
  const directories = count(result.checked, 'directory', 'directories');
  const last =
    result.drift.length === 0
      ? `${directories} checked, every byte as locked.`
      : `${directories} checked, ${result.drift.length} not as locked. \`paks install\` restores what is missing, \`--force\` the rest.`;
  return [...lines, last].join('\n');
}
