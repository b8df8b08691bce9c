import { normalize } from 'node:path/posix';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { Rule } from './Rule.ts';

const LINK = /\]\(\s*<?([^\s)>]{1,400})/g;
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/|#)/i;

/** Relative links of `SKILL.md` lead to files of the skill: agents follow them to load more. */
export const linksResolve: Rule = {
  id: 'links-resolve',
  severity: 'warning',
  check: ({ files, frontmatter }) => {
    const paths = files.map(({ path }) => path);
    return withoutCode(frontmatter.text).flatMap((text, index) =>
      [...text.matchAll(LINK)].flatMap(({ 1: target = '', index: offset }) => {
        if (ELSEWHERE.test(target) || leadsTo(target, paths)) return [];
        const message = `the link leads to \`${target}\`, which is not in the skill`;
        return [{ message, path: SKILL_FILE, line: index + 1, column: offset + 1 }];
      }),
    );
  },
};

function leadsTo(target: string, paths: readonly string[]): boolean {
  const [plain = ''] = target.split(/[#?]/);
  const path = normalize(decode(plain)).replace(/\/$/, '');
  return paths.some((file) => file === path || file.startsWith(`${path}/`));
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
