import { dirname, normalize } from 'node:path/posix';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { Rule } from './Rule.ts';

const LINK = /\]\(\s*<?([^\s)>]{1,400})/g;
const MOST_REPORTED = 50;
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/|#)/i;

/** Relative links of `SKILL.md` lead to files of the skill: agents follow them to load more. */
export const linksResolve: Rule = {
  id: 'links-resolve',
  severity: 'warning',
  check: ({ files, frontmatter }) => {
    const places = placesOf(files.map(({ path }) => path));
    const broken = withoutCode(frontmatter.text).flatMap((text, index) =>
      [...text.matchAll(LINK)].flatMap(({ 1: target = '', index: offset }) => {
        if (ELSEWHERE.test(target) || places.has(placeOf(target))) return [];
        const message = `the link leads to \`${target}\`, which is not in the skill`;
        return [{ message, path: SKILL_FILE, line: index + 1, column: offset + 1 }];
      }),
    );
    return broken.slice(0, MOST_REPORTED);
  },
};

/** All files and the directories above them; `.` is the skill's own. */
function placesOf(paths: readonly string[]): ReadonlySet<string> {
  const places = new Set(['.']);
  for (const path of paths) {
    for (let place = path; !places.has(place); place = dirname(place)) places.add(place);
  }
  return places;
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
