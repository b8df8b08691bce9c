import { categories } from '../../src/commands/help/categories.ts';
import { pageName } from './commandPage.ts';
import { code, page, table } from './markdown.ts';
import type { ResultFields } from './readSchemas.ts';

const INTRODUCTION = `With \`--json\` every command prints one document; [json-output.md](spec/json-output.md) says how it looks and what the
words in it mean. The \`result\` of each command has a JSON Schema in the package, \`schemas/output/COMMAND.schema.json\`.
This page is made from them by \`npm run docs\`.`;

/** `docs/output.md`: every schema with its top level. */
export function outputPage(schemas: ReadonlyMap<string, ResultFields>): string {
  const commands = [...categories.values()].flat();
  const rows = [...schemas].map(([name, { file, description, fields }]) => {
    const command = commands.find((one) => pageName(one) === name);
    const link = command === undefined ? code(name) : `[\`paks ${command}\`](commands/${name}.md)`;
    const names = fields.map((field) => code(field.name)).join(', ');
    return [link, description, names, `[schema](../schemas/output/${file})`];
  });
  return page([
    '# Results as JSON',
    INTRODUCTION,
    table(['command', 'result', 'fields', 'schema'], rows),
    '`recursive` is the result of every command that was run with `--recursive`.',
  ]);
}
