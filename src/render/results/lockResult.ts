import type { LockResult } from '../../operations/lock.ts';
import type { Theme } from '../theme.ts';
import { renderChange } from './skillChange.ts';

/** What `paks lock` did. */
export function renderLockResult(result: LockResult, theme: Theme): string {
  const skills = `${result.skills} ${result.skills === 1 ? 'skill' : 'skills'}`;
  const verb = result.dryRun ? 'would be updated' : 'updated';
  const last =
    result.lockfile === 'written'
      ? `paks.lock ${verb}: ${skills}.`
      : `paks.lock is current: ${skills}.`;
  return [...result.changes.map((change) => renderChange(change, theme)), last].join('\n');
}
