import { paragraph } from '../../render/paragraph.ts';
import type { HelpStyle } from './HelpStyle.ts';

const INDENT = '  ';
const GAP = 2;

/** A term and what it means. */
export interface Entry {
  readonly term: string;
  readonly meaning: string;
}

/**
 * Terms at the left, meanings beside them, broken at `width`. A term that is wider than `termWidth` has
 * its meaning below it.
 */
export function twoColumns(
  entries: readonly Entry[],
  termWidth: number,
  { theme, width }: HelpStyle,
): string {
  const margin = ' '.repeat(INDENT.length + termWidth + GAP);
  return entries
    .map(({ term, meaning }) => {
      const [first = '', ...others] = paragraph(meaning, {
        width: Math.max(width - margin.length, 20),
      }).split('\n');
      const padding = ' '.repeat(Math.max(0, termWidth + GAP - term.length));
      const start = term.length > termWidth ? `\n${margin}` : padding;
      const lines = [`${INDENT}${theme.name(term)}${start}${first}`];
      return [...lines, ...others.map((line) => `${margin}${line}`)].join('\n');
    })
    .join('\n');
}
