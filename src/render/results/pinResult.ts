import { printable } from '../../errors/printable.ts';
import type { PinnedSkill, PinResult } from '../../operations/pins/editPins.ts';
import type { Theme } from '../theme.ts';

/** A line a skill: where it stays now and why, or that it may move. */
export function renderPinResult({ skills, dryRun }: PinResult, theme: Theme): string {
  const lines = skills.map((skill) => line(skill, theme));
  return [...lines, ...(dryRun ? ['Nothing was written (--dry-run).'] : [])].join('\n');
}

function line({ id, pin, reason, changed }: PinnedSkill, theme: Theme): string {
  const name = theme.name(printable(id));
  const already = changed ? '' : 'already ';
  if (pin === null) return changed ? `${name} is no longer pinned` : `${name} was not pinned`;
  const why = reason === null ? '' : theme.faint(` (${printable(reason)})`);
  return `${name} is ${already}pinned to ${pin}${why}`;
}
