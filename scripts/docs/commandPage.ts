import type {
  CommandDescription,
  DescribedOption,
  OptionScope,
} from '../../src/commands/help/describeCommand.ts';
import { usageLines } from '../../src/commands/help/usageLines.ts';
import { code, page, shell, table, wrap } from './markdown.ts';
import type { ResultFields } from './readSchemas.ts';

/** The name of a command's page, its schema and its entry in the site: `cache-clean`. */
export function pageName(command: string): string {
  return command.replaceAll(' ', '-');
}

/** `docs/commands/NAME.md`. */
export function commandPage(command: CommandDescription, result: ResultFields | null): string {
  const [name = ''] = command.names;
  return page([
    `# paks ${name}`,
    `${command.summary}.`,
    ['```text', ...usageLines(command), '```'].join('\n'),
    ...command.details.map(wrap),
    options(command, 'command', '## Options'),
    options(command, 'installing', '## Options of all commands that install'),
    'Beside them: the [options of every command](README.md#options-of-every-command).',
    '## Examples',
    ...command.examples.flatMap(({ label, line }) => [`${label}:`, shell([line])]),
    '## Exit code',
    exitCodes(command),
    ...(result === null ? [] : ['## JSON', resultText(result)]),
    command.related.length === 0 ? '' : `See also: ${command.related.map(commandLink).join(', ')}.`,
  ]);
}

/** `[paks add](add.md)`, from another page of the folder. */
function commandLink(name: string): string {
  return `[\`paks ${name}\`](${name === 'help' ? 'README' : pageName(name)}.md)`;
}

function options(command: CommandDescription, scope: OptionScope, title: string): string {
  const members = command.options.filter((option) => option.scope === scope);
  return members.length === 0 ? '' : `${title}\n\n${optionTable(members)}`;
}

/** Names, value and meaning of options. */
export function optionTable(options: readonly DescribedOption[]): string {
  return table(
    ['option', 'what it does'],
    options.map(({ names, value, description }) => [
      `${names.map(code).join(', ')}${value === null ? '' : ` ${code(value)}`}`,
      description,
    ]),
  );
}

function exitCodes({ negativeAnswer }: CommandDescription): string {
  const rows = [['0', 'done'], ...(negativeAnswer === null ? [] : [['1', negativeAnswer]])];
  const more = 'Failures end in the exit code of their [error code](../spec/error-codes.md).';
  return `${table(['code', 'meaning'], rows)}\n\n${more}`;
}

function resultText({ file, description, fields }: ResultFields): string {
  const intro = `With \`--json\` it prints [one document](../spec/json-output.md). Its \`result\`:`;
  return [
    wrap(`${intro} ${description}`),
    table(
      ['field', 'type', 'what it is'],
      fields.map((field) => [code(field.name), field.type, field.description]),
    ),
    `Schema: [\`schemas/output/${file}\`](../../schemas/output/${file}).`,
  ].join('\n\n');
}
