import { splitFrontmatter } from '../splitFrontmatter.ts';
import type { Rule } from './Rule.ts';

const MOST_LINES = 500;

/** The instructions stay below the 500 lines that the specification recommends: all of them are loaded at once. */
export const bodyShort: Rule = {
  id: 'body-short',
  severity: 'warning',
  summary: 'the instructions have at most 500 lines',
  check: ({ frontmatter }) => {
    const split = splitFrontmatter(frontmatter.text);
    if (split.kind === 'none') return [];
    const head = frontmatter.text.slice(0, split.start + split.yaml.length).split('\n').length;
    const lines = frontmatter.text.replace(/\n$/, '').split('\n').length - head;
    if (lines <= MOST_LINES) return [];
    const message = `the instructions have ${lines} lines; move what is not always needed to files beside \`SKILL.md\``;
    return [{ message, line: head + MOST_LINES + 1 }];
  },
};
