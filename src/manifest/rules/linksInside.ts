import { SKILL_FILE } from '../../model/skillPath.ts';
import { isOutside, markdownLinks } from './markdownLinks.ts';
import type { Rule } from './Rule.ts';

const MOST_REPORTED = 50;

/** No link goes up and out, into another skill: each is installed on its own, under a name of the user's choice. */
export const linksInside: Rule = {
  id: 'links-inside',
  severity: 'warning',
  summary: 'no relative link leaves the skill',
  check: ({ frontmatter }) =>
    markdownLinks(frontmatter.text)
      .filter(({ place }) => isOutside(place))
      .slice(0, MOST_REPORTED)
      .map(({ target, line, column }) => {
        const message = `the link \`${target}\` leaves the skill; what it leads to is not installed with it`;
        return { message, path: SKILL_FILE, line, column };
      }),
};
