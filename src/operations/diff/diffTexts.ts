/** Lines around a change, as `diff -u` numbers them: from 1. */
export interface Hunk {
  readonly fromLine: number;
  readonly fromLines: number;
  readonly toLine: number;
  readonly toLines: number;
  /** Each after `+`, `-` or a space, without its line feed; `\` for a missing one at the end. */
  readonly lines: readonly string[];
}

/** What a whole comparison may still show and cost; used up as files are compared. */
export interface DiffAllowance {
  lines: number;
  characters: number;
  /** Steps of the search for the shortest difference. */
  effort: number;
}

/** The difference of two texts. */
export interface TextDifference {
  readonly shown: 'text' | 'cut';
  readonly added: number | null;
  readonly removed: number | null;
  readonly hunks: readonly Hunk[];
}

const LARGEST_TEXT = 2_000_000;
const LONGEST_LINE = 2_000;
const MOST_EDITS = 2_000;
const CONTEXT = 3;
const NOT_SHOWN: TextDifference = { shown: 'cut', added: null, removed: null, hunks: [] };

/**
 * The shortest difference of two texts by lines (Myers, through `diff`), within the allowance: longer
 * lines, more lines and larger texts are cut, and the result says so. Texts with too many differences
 * to search are told as one replaced by the other.
 */
export async function diffTexts(
  from: string,
  to: string,
  allowance: DiffAllowance,
): Promise<TextDifference> {
  const isLarge = from.length > LARGEST_TEXT || to.length > LARGEST_TEXT;
  if (isLarge || allowance.lines <= 0 || allowance.characters <= 0) return NOT_SHOWN;
  const { structuredPatch } = await import('diff');
  const maxEditLength = Math.min(MOST_EDITS, Math.floor(Math.sqrt(allowance.effort)));
  const options = { context: CONTEXT, maxEditLength };
  const isWhole = from === '' || to === '';
  const patch = isWhole
    ? undefined
    : structuredPatch('', '', from, to, undefined, undefined, options);
  const hunks = patch?.hunks.map(asHunk) ?? [replacement(from, to)];
  const added = countLines(hunks, '+');
  const removed = countLines(hunks, '-');
  const edits = patch === undefined ? maxEditLength : Math.min(maxEditLength, added + removed);
  if (!isWhole) allowance.effort -= edits * edits;
  return { ...fit(hunks, allowance), added, removed };
}

interface PatchHunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

function asHunk({ oldStart, oldLines, newStart, newLines, lines }: PatchHunk): Hunk {
  return {
    fromLine: oldStart,
    fromLines: oldLines,
    toLine: newStart,
    toLines: newLines,
    lines,
  };
}

function replacement(from: string, to: string): Hunk {
  const removed = linesOf(from);
  const added = linesOf(to);
  return {
    fromLine: Math.min(1, removed.length),
    fromLines: removed.length,
    toLine: Math.min(1, added.length),
    toLines: added.length,
    lines: [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)],
  };
}

function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  return text.endsWith('\n') ? lines.slice(0, -1) : lines;
}

function countLines(hunks: readonly Hunk[], sign: '+' | '-'): number {
  let total = 0;
  for (const { lines } of hunks) for (const line of lines) if (line.startsWith(sign)) total += 1;
  return total;
}

/** As much as the allowance lets be shown, which is then used up by it. */
function fit(
  hunks: readonly Hunk[],
  allowance: DiffAllowance,
): Pick<TextDifference, 'shown' | 'hunks'> {
  let isCut = false;
  const fitted: Hunk[] = [];
  for (const hunk of hunks) {
    const lines: string[] = [];
    for (const line of hunk.lines) {
      if (allowance.lines <= 0 || allowance.characters <= 0) break;
      const short = line.length > LONGEST_LINE ? cutLine(line) : line;
      allowance.lines -= 1;
      allowance.characters -= short.length;
      isCut ||= short !== line;
      lines.push(short);
    }
    isCut ||= lines.length < hunk.lines.length;
    if (lines.length > 0) fitted.push({ ...hunk, lines });
  }
  return { shown: isCut ? 'cut' : 'text', hunks: fitted };
}

function cutLine(line: string): string {
  const kept = line.slice(0, LONGEST_LINE).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${line.length - kept.length} more characters)`;
}
