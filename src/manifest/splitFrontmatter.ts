import { SKILL_LIMITS } from '../model/limits.ts';

/** The YAML at the head of a `SKILL.md`; it always starts on line 2. */
export interface Split {
  readonly kind: 'split';
  readonly yaml: string;
  /** Offset of `yaml` in the text. */
  readonly start: number;
}

/** Why a text has no frontmatter, with the line at fault. */
export interface NotSplit {
  readonly kind: 'none';
  readonly message: string;
  readonly line: number;
}

const FENCE = /^---[ \t]*$/;

/**
 * Finds the frontmatter between a first line `---` and the next such line. Knows no other fence
 * (`---js`, `+++`), so nothing can choose another language (threat T12).
 */
export function splitFrontmatter(text: string): Split | NotSplit {
  const offset = text.startsWith('\ufeff') ? 1 : 0;
  const lines = linesFrom(text, offset);
  const first = lines.next().value;
  if (first === undefined || !FENCE.test(first.text)) {
    return {
      kind: 'none',
      line: 1,
      message: 'there is no frontmatter: the first line is not `---`',
    };
  }
  let start: number | undefined;
  for (const line of lines) {
    start ??= line.start;
    const isFence = FENCE.test(line.text);
    if (isTooLong(text, { start, end: line.start, exactly: isFence })) {
      const limit = `${SKILL_LIMITS.frontmatterBytes / 1024} KiB`;
      return { kind: 'none', line: 1, message: `the frontmatter is longer than ${limit}` };
    }
    if (isFence) return { kind: 'split', yaml: text.slice(start, line.start), start };
  }
  return { kind: 'none', line: 1, message: 'the frontmatter is not closed by a line `---`' };
}

/** Units of text are at most its bytes, and cheap to count on every line. */
function isTooLong(
  text: string,
  { start, end, exactly }: { start: number; end: number; exactly: boolean },
): boolean {
  if (end - start > SKILL_LIMITS.frontmatterBytes) return true;
  if (!exactly) return false;
  return new TextEncoder().encode(text.slice(start, end)).length > SKILL_LIMITS.frontmatterBytes;
}

function* linesFrom(text: string, from: number): Generator<{ start: number; text: string }> {
  let start = from;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    yield { start, text: text.slice(start, end).replace(/\r$/, '') };
    start = end + 1;
  }
}
