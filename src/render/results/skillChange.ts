import type { SkillChange } from '../../operations/InstallResult.ts';
import type { Theme } from '../theme.ts';

/** One moved skill on one line. */
export function renderChange(change: SkillChange, theme: Theme): string {
  const name = theme.name(change.id);
  const source = theme.faint(`(${change.source})`);
  switch (change.kind) {
    case 'added':
      return `${theme.added('+')} ${name} ${change.to ?? ''} ${source}`;
    case 'removed':
      return `${theme.removed('-')} ${name} ${change.from ?? ''}`;
    case 'updated':
      return `${theme.changed('~')} ${name} ${change.from ?? ''} → ${change.to ?? ''} ${source}`;
  }
}
