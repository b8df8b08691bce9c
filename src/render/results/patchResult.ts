import { printable } from '../../errors/printable.ts';
import type { PatchResult } from '../../operations/patch.ts';
import type { Theme } from '../theme.ts';
import { renderFileChanges } from './fileChanges.ts';

/** What the patch changes, where it is, and that it has to be committed. */
export function renderPatchResult(result: PatchResult, theme: Theme): string {
  const { id, version, patch, replaced, files } = result;
  const old =
    replaced === null ? [] : [`${printable(replaced)} is no longer used; delete it when you like.`];
  return [
    `${theme.added('✓')} ${printable(id)} ${printable(version)} is patched by ${printable(patch)}`,
    ...renderFileChanges(files),
    ...old,
    'Every install applies it from now on; commit it with paks.toml and paks.lock.',
  ].join('\n');
}
