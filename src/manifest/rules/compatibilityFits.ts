import { textOf } from '../YamlNode.ts';
import type { Rule } from './Rule.ts';

const LONGEST = 500;

/** `compatibility` is text of at most 500 characters. */
export const compatibilityFits: Rule = {
  id: 'compatibility-fits',
  severity: 'error',
  summary: '`compatibility` is text of at most 500 characters',
  check: ({ fields }) => {
    const node = fields.get('compatibility');
    if (node === undefined) return [];
    const place = { line: node.line, column: node.column };
    if (node.kind !== 'scalar') return [{ message: '`compatibility` has to be text', ...place }];
    const length = Array.from(textOf(node) ?? '').length;
    if (length <= LONGEST) return [];
    return [
      { message: `\`compatibility\` has ${length} characters; the limit is ${LONGEST}`, ...place },
    ];
  },
};
