import { normalize } from 'node:path/posix';

/** A relative link of a Markdown text, with its place in the file. */
interface MarkdownLink {
  /** As it is written. */
  readonly target: string;
  /** Where it leads, relative to the skill: decoded, normalized, without query and fragment. */
  readonly place: string;
  readonly line: number;
  readonly column: number;
}

const LINK = /\]\(\s*<?([^\s)>]{1,400})/g;
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/|#)/i;

/** The relative links of a Markdown text outside code, in order. Linear in its length (threat T12). */
export function markdownLinks(text: string): readonly MarkdownLink[] {
  return withoutCode(text).flatMap((line, index) =>
    [...line.matchAll(LINK)].flatMap(({ 1: target = '', index: offset }) =>
      ELSEWHERE.test(target)
        ? []
        : [{ target, place: placeOf(target), line: index + 1, column: offset + 1 }],
    ),
  );
}

/** True for a place above the skill. */
export function isOutside(place: string): boolean {
  return place === '..' || place.startsWith('../');
}

function placeOf(target: string): string {
  const [plain = ''] = target.split(/[#?]/);
  return normalize(decode(plain)).replace(/\/$/, '');
}

/** The lines of a Markdown text; those of fenced code are empty, and inline code is blanked out. */
function withoutCode(text: string): readonly string[] {
  let fence: string | null = null;
  return text.split('\n').map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence !== null) {
      if (mark?.startsWith(fence) === true) fence = null;
      return '';
    }
    fence = mark;
    return fence === null ? line.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length)) : '';
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
