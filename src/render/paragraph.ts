import { printableLines } from '../errors/printable.ts';

/**
 * Foreign text as one paragraph that is safe on a terminal: white space collapsed, broken between words
 * at the width, each line indented. Without a width (a pipe) it is one line. A longer word stands alone.
 */
export function paragraph(
  text: string,
  { width, indent = '' }: { readonly width: number | null; readonly indent?: string },
): string {
  const words = printableLines(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (width === null) return words.length === 0 ? '' : `${indent}${words.join(' ')}`;
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => `${indent}${each}`).join('\n');
}
