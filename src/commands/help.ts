import { Cli, type CommandClass } from 'clipanion';
import { nearest } from '../errors/nearest.ts';
import { PaksError } from '../errors/PaksError.ts';
import { createTheme, type Theme } from '../render/theme.ts';
import { commands, type LoadCommand } from './all.ts';
import { findCommand } from './findCommand.ts';
import type { PaksContext } from './PaksContext.ts';

const WIDEST_NAME = 16;

/** In the order in which a newcomer meets them. */
const CATEGORIES = ['Project', 'Discover', 'Author', 'Account', 'Settings', 'Upkeep', 'Other'];

/** `paks help [COMMAND]`: all commands by category, or the whole help of one. */
export async function helpText(words: readonly string[], colored: boolean): Promise<string> {
  const named = words.filter((candidate) => !candidate.startsWith('-'));
  const [word] = named;
  if (word === undefined) return overview(colored);
  const found = findCommand(named);
  if (found.kind === 'group') return groupHelp(found.name, colored);
  if (found.kind === 'unknown') {
    const near = nearest(word, commands.keys());
    throw new PaksError('USAGE', {
      message: `\`${word}\` is not a command`,
      hint: near === undefined ? 'run `paks help`' : `did you mean \`paks help ${near}\`?`,
    });
  }
  const commandClass = await found.load();
  const cli = Cli.from<PaksContext>([commandClass], { binaryName: 'paks', enableColors: false });
  return commandHelp(cli, commandClass, colored);
}

/** The commands that share a first word, such as those of `paks cache`. */
async function groupHelp(group: string, colored: boolean): Promise<string> {
  const members = [...commands].filter(([name]) => name.startsWith(`${group} `));
  const sections = await describeByCategory(
    members.map(([, load]) => load),
    createTheme(colored),
  );
  return `${[...sections, `Run \`paks help ${group} <command>\` for one of them.`].join('\n\n')}\n`;
}

/** Usage, options and examples of one command. */
function commandHelp(
  cli: Cli<PaksContext>,
  commandClass: CommandClass<PaksContext>,
  colored: boolean,
): string {
  const usage = cli.usage(commandClass, { colored, detailed: true });
  // clipanion shows a value as `#0`; the columns stay where they are.
  return usage.replace(/#\d {5}/g, '<value>').replace(/#\d/g, '<value>');
}

async function describeByCategory(
  loads: Iterable<LoadCommand>,
  theme: Theme,
): Promise<readonly string[]> {
  const classes = new Set(await Promise.all([...loads].map((load) => load())));
  const byCategory = new Map<string, string[]>();
  for (const { usage, paths } of classes) {
    if (usage === undefined) continue;
    const names = (paths ?? []).map((path) => path.join(' '));
    const name = names.join(', ').padEnd(WIDEST_NAME);
    const category = CATEGORIES.find((known) => known === usage.category) ?? 'Other';
    const lines = byCategory.get(category) ?? [];
    lines.push(`  ${theme.name(name)}  ${usage.description ?? ''}`);
    byCategory.set(category, lines);
  }
  return CATEGORIES.filter((category) => byCategory.has(category)).map(
    (category) =>
      `${theme.strong(category)}\n${(byCategory.get(category) ?? []).sort().join('\n')}`,
  );
}

async function overview(colored: boolean): Promise<string> {
  const theme = createTheme(colored);
  const sections = await describeByCategory(commands.values(), theme);
  return `${[
    `${theme.strong('paks')} - a package manager for the skills of AI agents`,
    `${theme.strong('Usage')}\n  paks <command> [options]\n  paks help <command>`,
    ...sections,
    `${theme.strong('Start here')}
  paks init --project                     start a paks.toml
  paks add account/name                   add a skill from the registry
  paks add https://host/repository.git    add one from git
  paks install                            install what paks.toml lists`,
  ].join('\n\n')}\n`;
}
