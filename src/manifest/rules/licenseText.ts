import type { Rule } from './Rule.ts';

/** `license` is one text: a name, or a reference to a file of the skill. */
export const licenseText: Rule = {
  id: 'license-text',
  severity: 'warning',
  summary: '`license` is one text',
  check: ({ fields }) => {
    const node = fields.get('license');
    if (node === undefined || (node.kind === 'scalar' && node.type !== 'null')) return [];
    const message = '`license` has to be text: a name, or a reference to a file of the skill';
    return [{ message, line: node.line, column: node.column }];
  },
};
