import { splitOutside, toolList } from '../packageData.ts';
import type { Rule } from './Rule.ts';

/** `allowed-tools` is one text with blanks between the tools; not every agent reads lists or commas. */
export const toolsSeparated: Rule = {
  id: 'tools-separated',
  severity: 'warning',
  summary: '`allowed-tools` is one text with blanks between the tools',
  check: ({ fields }) => {
    const node = fields.get('allowed-tools');
    if (node === undefined) return [];
    if (node.kind === 'scalar' && splitOutside(node.text, /,/).length < 2) return [];
    const message = `\`allowed-tools\` has to be text with blanks between: \`${toolList(node).join(' ')}\``;
    return [{ message, line: node.line, column: node.column }];
  },
};
