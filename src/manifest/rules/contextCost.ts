import { textOf } from '../YamlNode.ts';
import type { Rule } from './Rule.ts';

const CHEAP = 500;
/** What `description-fits` refuses is not warned of besides. */
const LONGEST = 1024;
const CHARACTERS_A_TOKEN = 4;

/** The description is short: agents keep those of all installed skills in every conversation. */
export const contextCost: Rule = {
  id: 'context-cost',
  severity: 'warning',
  summary: 'the description has at most 500 characters',
  check: ({ fields }) => {
    const node = fields.get('description');
    const length = Array.from(textOf(node) ?? '').length;
    if (length <= CHEAP || length > LONGEST) return [];
    const tokens = Math.round(length / CHARACTERS_A_TOKEN);
    const message = `the description has ${length} characters, about ${tokens} tokens of every conversation; ${CHEAP} are usually enough`;
    return [{ message, line: node?.line, column: node?.column }];
  },
};
