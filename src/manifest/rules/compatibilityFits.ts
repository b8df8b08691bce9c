import { textOf } from '../YamlNode.ts';
import type { Rule } from './Rule.ts';

const LONGEST = 500;

/** `compatibility` is text of 1 to 500 characters, where it is there. */
export const compatibilityFits: Rule = {
  id: 'compatibility-fits',
  severity: 'error',
  summary: '`compatibility` is text of 1 to 500 characters',
  check: ({ fields }) => {
    const node = fields.get('compatibility');
    if (node === undefined) return [];
    const place = { line: node.line, column: node.column };
    if (node.kind !== 'scalar') return [{ message: '`compatibility` has to be text', ...place }];
    const length = Array.from(textOf(node) ?? '').length;
    if (length === 0) return [{ message: '`compatibility` is empty; leave it out', ...place }];
    if (length <= LONGEST) return [];
    return [
      { message: `\`compatibility\` has ${length} characters; the limit is ${LONGEST}`, ...place },
    ];
  },
};
