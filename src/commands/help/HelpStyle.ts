import type { Theme } from '../../render/theme.ts';

/** How help is written: its colours, and its width in columns. */
export interface HelpStyle {
  readonly theme: Theme;
  readonly width: number;
}
