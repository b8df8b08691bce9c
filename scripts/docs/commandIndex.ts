import { categories } from '../../src/commands/help/categories.ts';
import type { CommandDescription } from '../../src/commands/help/describeCommand.ts';
import { optionTable, pageName } from './commandPage.ts';
import { page, table } from './markdown.ts';

const INTRODUCTION = `\`paks help\` lists the commands, \`paks help COMMAND\` says all of one. These pages say the same and are made
from the same declarations by \`npm run docs\`; a test keeps them true.`;

/** `docs/commands/README.md`. */
export function commandIndex(commands: readonly CommandDescription[]): string {
  const [first] = commands;
  const shared = first?.options.filter(({ scope }) => scope === 'every') ?? [];
  return page([
    '# Commands',
    INTRODUCTION,
    ...[...categories].flatMap(([category, names]) => [
      `## ${category}`,
      table(
        ['command', 'what it does'],
        names.flatMap((name) => commands.filter((one) => one.names[0] === name).map(row)),
      ),
    ]),
    '## Options of every command',
    optionTable(shared),
    'An option may be written `--name value` or `--name=value`. `-h` and `--help` print the help of a command.',
  ]);
}

function row({ names: [name = '', ...aliases], summary }: CommandDescription): readonly string[] {
  const more = aliases.map((alias) => `, \`paks ${alias}\``).join('');
  return [`[\`paks ${name}\`](${pageName(name)}.md)${more}`, summary];
}
