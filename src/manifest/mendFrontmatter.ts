import { readYaml } from './readYaml.ts';

const PAIR = /^([A-Za-z][\w-]*:[ \t]+)(\S.*)$/;
const INDENTED = /^[ \t]+\S/;
const TEXT_AFTER_QUOTES = /^(?:"[^"]*"|'[^']*')[ \t]*[^\s#"',]/;

/** Frontmatter with some values quoted; `lines` are theirs, counted from 1. */
export interface Mended {
  readonly yaml: string;
  readonly lines: readonly number[];
}

/**
 * Quotes the unquoted top-level values that YAML takes for something else: those with `: ` in them
 * (the usual mistake in descriptions) and those that start with an indicator. Null when there is none.
 * Whether the outcome is valid is for the caller to see.
 */
export function mendFrontmatter(yaml: string): Mended | null {
  const lines = yaml.split('\n');
  const mended: number[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [, key = '', value = ''] = PAIR.exec(withoutReturn(lines[index])) ?? [];
    const last = lastContinuation(lines, index);
    const whole = [value, ...lines.slice(index + 1, last + 1).map(withoutReturn)];
    if (value !== '' && needsQuotes(whole.join('\n'))) {
      mended.push(index + 1);
      lines[index] = `${key}'${escapeQuotes(value)}${ending(lines[index])}`;
      for (let next = index + 1; next <= last; next++)
        lines[next] = escapeQuotes(lines[next] ?? '');
      const end = lines[last] ?? '';
      lines[last] = `${withoutReturn(end).trimEnd()}'${ending(end)}`;
    }
    index = last;
  }
  return mended.length === 0 ? null : { yaml: lines.join('\n'), lines: mended };
}

function needsQuotes(value: string): boolean {
  if (/^[|>]/.test(value)) return false;
  if (/^["']/.test(value)) return TEXT_AFTER_QUOTES.test(value);
  if (/^[[{]/.test(value)) return readYaml(value).kind === 'broken';
  return /^[@`%&*!]/.test(value) || /:(?:\s|$)/.test(value);
}

/** A plain value goes on over the indented lines below it. */
function lastContinuation(lines: readonly string[], index: number): number {
  let last = index;
  while (INDENTED.test(lines[last + 1] ?? '')) last++;
  return last;
}

function withoutReturn(line = ''): string {
  return line.replace(/\r$/, '');
}

function ending(line = ''): string {
  return line.endsWith('\r') ? '\r' : '';
}

function escapeQuotes(text: string): string {
  return text.replaceAll("'", "''");
}
