import { textOf } from '../YamlNode.ts';
import type { Rule } from './Rule.ts';

const LONGEST = 1024;

/** There is a description of at most 1,024 characters: it is all an agent sees before it loads a skill. */
export const descriptionFits: Rule = {
  id: 'description-fits',
  severity: 'error',
  summary: 'there is a description of 1 to 1,024 characters',
  check: ({ fields, frontmatter }) => {
    if (frontmatter.kind === 'broken') return [];
    const node = fields.get('description');
    const description = textOf(node);
    if (description === undefined) {
      return [{ message: 'there is no `description`', line: node?.line }];
    }
    const length = Array.from(description).length;
    if (length <= LONGEST) return [];
    const message = `the description has ${length} characters; the limit is ${LONGEST}`;
    return [{ message, line: node?.line, column: node?.column }];
  },
};
