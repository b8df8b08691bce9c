import type { Rule } from './Rule.ts';

/** Values with `: ` are quoted, so that strict agents read what lenient ones do. `--fix` mends it. */
export const valuesQuoted: Rule = {
  id: 'values-quoted',
  severity: 'error',
  summary: 'values that need quotes have them',
  check: ({ frontmatter }) =>
    frontmatter.kind === 'broken'
      ? []
      : frontmatter.mendedLines.map((line) => ({
          message: 'the value has to be quoted to be YAML',
          line,
        })),
};
