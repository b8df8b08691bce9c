import { dirname } from 'node:path/posix';
import { SKILL_FILE } from '../../model/skillPath.ts';
import { isOutside, markdownLinks } from './markdownLinks.ts';
import type { Rule } from './Rule.ts';

const MOST_REPORTED = 50;

/** Relative links of `SKILL.md` lead to files of the skill: agents follow them to load more. */
export const linksResolve: Rule = {
  id: 'links-resolve',
  severity: 'warning',
  summary: 'relative links lead to files of the skill',
  check: ({ files, frontmatter }) => {
    const places = placesOf(files.map(({ path }) => path));
    return markdownLinks(frontmatter.text)
      .filter(({ place }) => !places.has(place) && !isOutside(place))
      .slice(0, MOST_REPORTED)
      .map(({ target, line, column }) => {
        const message = `the link leads to \`${target}\`, which is not in the skill`;
        return { message, path: SKILL_FILE, line, column };
      });
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
