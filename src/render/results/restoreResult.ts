import { printable } from '../../errors/printable.ts';
import type { RestoreResult } from '../../operations/restore.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';
import { renderFileChanges } from './fileChanges.ts';

/** Each directory that was put back, what was undone in it and where the edited copy is. */
export function renderRestoreResult({ restored, dryRun }: RestoreResult, theme: Theme): string {
  if (restored.length === 0) return 'Nothing to restore: everything is as locked.';
  const lines = restored.flatMap(({ directory, files, backup }) => [
    `${theme.added('✓')} ${printable(directory)}${backup === null ? '' : ` (the edited copy: ${printable(backup)})`}`,
    ...renderFileChanges(files),
  ]);
  const done = `${count(restored.length, 'directory', 'directories')} ${dryRun ? 'would be ' : ''}restored.`;
  return [...lines, dryRun ? `Dry run, nothing was changed: ${done}` : done].join('\n');
}
