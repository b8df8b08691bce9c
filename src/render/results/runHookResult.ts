import { printable, printableLines } from '../../errors/printable.ts';
import type { RunHookResult } from '../../operations/runHook.ts';
import type { Theme } from '../theme.ts';

/** What ran and where, or with `--dry-run` what would. */
export function renderRunHookResult(result: RunHookResult, theme: Theme): string {
  const where = result.directories.map((directory) => `  ${printable(directory)}`);
  const how = result.sandboxed ? 'in a sandbox' : 'without a sandbox';
  const head = `${theme.name(result.id)}: ${printable(result.origin)}`;
  if (!result.dryRun) return [`${head} ran ${how} in`, ...where].join('\n');
  const lines = printableLines(result.text.trimEnd()).split('\n');
  return [`${head} would run ${how} in`, ...where, '', ...lines].join('\n');
}
