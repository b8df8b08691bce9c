import type { WorkingCopy } from '../git/WorkingCopy.ts';

/** The stash with just this message, as `stash@{N}`; null where there is none (any more). */
export async function findStash(copy: WorkingCopy, message: string): Promise<string | null> {
  const listing = await copy.git(['stash', 'list', '--format=%gd %gs']);
  const line = listing.split('\n').find((text) => text.endsWith(`: ${message}`));
  return line?.split(' ')[0] ?? null;
}
