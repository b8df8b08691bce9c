import { isSpecificationName } from '../../model/SkillId.ts';
import { textOf } from '../YamlNode.ts';
import type { Rule } from './Rule.ts';

/** The name is there and is one of the specification, which agents match byte for byte. */
export const nameValid: Rule = {
  id: 'name-valid',
  severity: 'error',
  summary: 'the name is one of the specification',
  check: ({ fields, frontmatter }) => {
    if (frontmatter.kind === 'broken') return [];
    const node = fields.get('name');
    const name = textOf(node);
    if (name === undefined) return [{ message: 'there is no `name`', line: node?.line }];
    if (isSpecificationName(name)) return [];
    const message = `\`${name}\` is not a name: lower-case letters, digits and single hyphens, at most 64`;
    return [{ message, line: node?.line, column: node?.column }];
  },
};
