import { printable } from '../../errors/printable.ts';
import type { BundleResult } from '../../operations/bundle.ts';
import { count } from '../count.ts';
import { formatBytes } from '../formatBytes.ts';
import type { Theme } from '../theme.ts';

/** Where the bundle is, what is in it and what is not, and how it is used. */
export function renderBundleResult(result: BundleResult, theme: Theme): string {
  const { bundle, size, sha256, skills, leftOut, dryRun } = result;
  const own = leftOut.length === 0 ? [] : [`not in it, the project's own: ${leftOut.join(', ')}`];
  return [
    `${dryRun ? 'Dry run, nothing was written: ' : theme.added('✓ ')}${printable(bundle)}, ${count(skills, 'skill')}, ${formatBytes(size)}`,
    ...own.map(printable),
    `sha256 ${sha256}`,
    `Where there is no network: \`paks install --from-bundle ${printable(bundle)}\` beside the same paks.lock.`,
  ].join('\n');
}
