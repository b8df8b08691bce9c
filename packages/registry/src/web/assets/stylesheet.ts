import { baseStyle } from './style/base.ts';
import { listStyle } from './style/lists.ts';
import { pageStyle } from './style/page.ts';
import { proseStyle } from './style/prose.ts';
import { skillStyle } from './style/skill.ts';
import { tokenStyle } from './style/tokens.ts';

/** The one stylesheet of all pages, without the blanks that only help its readers. */
export const stylesheet = [tokenStyle, baseStyle, pageStyle, listStyle, skillStyle, proseStyle]
  .join('')
  .replaceAll(/\s*\n\s*/g, '\n');
