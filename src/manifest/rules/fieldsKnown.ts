import { nearest } from '../../errors/nearest.ts';
import { PACKAGE_FIELDS, SPECIFICATION_FIELDS } from '../packageData.ts';
import type { Rule } from './Rule.ts';

const KNOWN: readonly string[] = [...SPECIFICATION_FIELDS, ...PACKAGE_FIELDS];

/** Fields that neither the specification nor Paks knows are often misspelt ones. */
export const fieldsKnown: Rule = {
  id: 'fields-known',
  severity: 'warning',
  summary: 'every field of the frontmatter is a known one',
  check: ({ fields }) =>
    [...fields].flatMap(([name, { line }]) => {
      if (KNOWN.includes(name)) return [];
      const near = nearest(name, KNOWN);
      const guess = near === undefined ? '' : `; did you mean \`${near}\`?`;
      return [{ message: `the field \`${name}\` is unknown${guess}`, line }];
    }),
};
