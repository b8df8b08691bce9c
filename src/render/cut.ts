/** Text of at most `width` columns; what is longer ends in `…`. */
export function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  // Half a surrogate pair is no character.
  return `${text.slice(0, Math.max(0, width - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}
