import { shellQuote } from './shellQuote.ts';

/** One text and what it becomes. */
export interface TextChange {
  /** From the root of the repository. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * A shell command that makes just this change to a file, byte for byte, through `git apply`. The lines
 * that differ have to end in a newline, as those of a frontmatter do.
 */
export function patchCommand({ path, before, after }: TextChange): string {
  const old = linesOf(before);
  const now = linesOf(after);
  const start = commonLength(old, now);
  const end = commonLength(old.slice(start).reverse(), now.slice(start).reverse());
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  const patch = [
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${place(start, removed.length)} +${place(start, added.length)} @@`,
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
  ];
  const lines = patch.map((line) => shellQuote(escaped(line))).join(' ');
  return `printf '%b\\n' ${lines} | git apply --unidiff-zero --whitespace=nowarn -`;
}

/** Without the newlines; a carriage return stays with its line. */
function linesOf(text: string): string[] {
  return text.split('\n');
}

function commonLength(left: readonly string[], right: readonly string[]): number {
  const differs = left.findIndex((line, index) => line !== right[index]);
  return differs < 0 ? left.length : differs;
}

/** Lines count from 1; of no lines, the one before is named. */
function place(start: number, length: number): string {
  if (length === 0) return `${start},0`;
  return length === 1 ? `${start + 1}` : `${start + 1},${length}`;
}

/** For `printf %b`, so that a carriage return survives being copied. */
function escaped(line: string): string {
  return line.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}
