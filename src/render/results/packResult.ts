import { printable } from '../../errors/printable.ts';
import type { PackResult } from '../../operations/pack.ts';
import { count } from '../count.ts';
import { formatBytes } from '../formatBytes.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

const COLUMNS = [
  { title: 'FILE', shrink: true },
  { title: 'MODE' },
  { title: 'SIZE', align: 'right' },
] as const;

/** What is in the archive, where it is, and the hash that a lock would hold. */
export function renderPackResult(
  result: PackResult,
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  const { name, version, archive, dryRun, size, unpackedSize, files, warnings } = result;
  const { theme } = options;
  const rows = files.map((file) => [file.path, file.mode, formatBytes(file.size)]);
  const total = `${count(files.length, 'file')}, ${formatBytes(unpackedSize)} unpacked`;
  return [
    renderTable(COLUMNS, rows, options),
    '',
    ...warnings.map((warning) => `${theme.warning('!')} ${printable(warning)}`),
    `${theme.name(name)} ${version ?? '(no version; a release takes its tag)'}: ${total}`,
    `integrity: ${result.integrity}`,
    `${dryRun ? 'Would write' : 'Wrote'} ${printable(archive)} (${formatBytes(size)}).`,
  ].join('\n');
}
