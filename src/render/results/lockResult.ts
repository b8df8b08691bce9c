import type { LockResult } from '../../operations/lock.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';
import { renderChange } from './skillChange.ts';

/** What `paks lock` did. */
export function renderLockResult(result: LockResult, theme: Theme): string {
  const skills = count(result.skills, 'skill');
  const verb = result.dryRun ? 'would be updated' : 'updated';
  const last =
    result.lockfile === 'written'
      ? `paks.lock ${verb}: ${skills}.`
      : `paks.lock is current: ${skills}.`;
  return [...result.changes.map((change) => renderChange(change, theme)), last].join('\n');
}
