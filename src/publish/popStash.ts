import type { WorkingCopy } from '../git/WorkingCopy.ts';

/**
 * Brings a stash back, with what was staged staged again where that is possible. False where it does not
 * fit on what is there now: then git keeps it, and the files show the conflicts.
 */
export async function popStash(copy: WorkingCopy, stash: string): Promise<boolean> {
  for (const how of [['--index'], []]) {
    const result = await copy.run(['stash', 'pop', '--quiet', ...how, stash]);
    if (result.kind === 'exited' && result.status === 0) return true;
  }
  return false;
}
