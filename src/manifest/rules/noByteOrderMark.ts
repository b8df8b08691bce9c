import type { Rule } from './Rule.ts';

/** `SKILL.md` starts with its first `-`: with a byte order mark before it, some agents see no frontmatter. */
export const noByteOrderMark: Rule = {
  id: 'no-byte-order-mark',
  severity: 'warning',
  summary: '`SKILL.md` has no byte order mark',
  check: ({ frontmatter, purpose }) =>
    frontmatter.text.startsWith('\ufeff')
      ? [
          {
            message: 'the file starts with a byte order mark',
            severity: purpose === 'publish' ? 'error' : 'warning',
          },
        ]
      : [],
};
