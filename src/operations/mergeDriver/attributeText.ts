/** The line of `.gitattributes` that gives `paks.lock` to the merge driver `paks`. */
const LINE = 'paks.lock merge=paks';

/**
 * The text of a `.gitattributes` with that line, every other byte kept; null where it has one that says
 * how `paks.lock` is merged already.
 */
export function withMergeAttribute(text: string | null): string | null {
  const lines = (text ?? '').split(/\r?\n/);
  if (lines.some((line) => /^\/?paks\.lock\s(?:.*\s)?-?merge(?:=|\s|$)/.test(line))) return null;
  const newline = text?.includes('\r\n') === true ? '\r\n' : '\n';
  const before = text === null || text === '' || text.endsWith('\n') ? '' : newline;
  return `${text ?? ''}${before}${LINE}${newline}`;
}
