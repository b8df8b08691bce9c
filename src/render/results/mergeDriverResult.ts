import type { MergeDriverResult } from '../../operations/mergeDriver.ts';
import { printable } from '../../errors/printable.ts';
import { count } from '../count.ts';

/** What a merge of `paks.lock` came to, in a line or two. */
export function renderMergeDriverResult(result: MergeDriverResult): string {
  const { conflicts, unreadable, unsettled } = result;
  if (unreadable !== null) {
    return `paks.lock: one side cannot be read (${printable(unreadable)}); both are left in it.`;
  }
  if (conflicts.length > 0) {
    const named = conflicts.map((id) => `\`${printable(id)}\``).join(', ');
    return `paks.lock: both sides changed ${named}. Settle paks.toml, then run \`paks install\`.`;
  }
  const merged = `paks.lock merged: ${count(result.skills, 'skill')}.`;
  const [first] = unsettled;
  if (first === undefined) return merged;
  return `${merged} Run \`paks install\` before you commit: ${printable(first)}.`;
}
