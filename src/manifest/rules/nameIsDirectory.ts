import { textOf } from '../YamlNode.ts';
import type { Rule } from './Rule.ts';

/** The name equals the directory's: agents that require it hide the skill otherwise. */
export const nameIsDirectory: Rule = {
  id: 'name-is-directory',
  severity: 'error',
  summary: "the name equals the directory's",
  check: ({ fields, directoryName }) => {
    const node = fields.get('name');
    const name = textOf(node);
    if (name === undefined || directoryName === null || name === directoryName) return [];
    const message = `the skill calls itself \`${name}\`, but its directory is \`${directoryName}\``;
    return [{ message, line: node?.line, column: node?.column }];
  },
};
