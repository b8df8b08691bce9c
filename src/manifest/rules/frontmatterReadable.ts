import type { Rule } from './Rule.ts';

/** There is a frontmatter, in UTF-8, and it is YAML without aliases, doubled keys or conflicts. */
export const frontmatterReadable: Rule = {
  id: 'frontmatter-readable',
  severity: 'error',
  summary: '`SKILL.md` starts with frontmatter that is YAML in UTF-8',
  check: ({ frontmatter }) => (frontmatter.kind === 'broken' ? [frontmatter.problem] : []),
};
