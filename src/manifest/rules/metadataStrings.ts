import type { Rule } from './Rule.ts';

/** `metadata` maps names to texts; other values are read in as many ways as there are agents. */
export const metadataStrings: Rule = {
  id: 'metadata-strings',
  severity: 'warning',
  summary: 'the values of `metadata` are text',
  check: ({ fields }) => {
    const node = fields.get('metadata');
    if (node === undefined) return [];
    if (node.kind !== 'map') {
      return [{ message: '`metadata` has to be a mapping', line: node.line, column: node.column }];
    }
    return [...node.members].flatMap(([name, value]) =>
      value.kind === 'scalar' && value.type === 'string'
        ? []
        : [
            {
              message: `\`metadata.${name}\` is not a text; quote it`,
              line: value.line,
              column: value.column,
            },
          ],
    );
  },
};
