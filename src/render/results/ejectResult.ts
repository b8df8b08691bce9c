import { printable } from '../../errors/printable.ts';
import type { EjectResult } from '../../operations/eject.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';

/** Where the skill lives now, and what is left of its former source. */
export function renderEjectResult(result: EjectResult, theme: Theme): string {
  const { id, version, path, files, patch } = result;
  const left =
    patch === null
      ? []
      : [`${printable(patch)} is in it and no longer used; delete it when you like.`];
  return [
    `${theme.added('✓')} ${printable(id)} ${printable(version)} is yours: ${printable(path)} (${count(files, 'file')})`,
    ...left,
    'Edit it there; `paks install` copies it to the agents, and `paks update` leaves it alone.',
  ].join('\n');
}
