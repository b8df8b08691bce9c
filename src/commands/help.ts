import { Cli, type CommandClass } from 'clipanion';
import { nearest } from '../errors/nearest.ts';
import { PaksError } from '../errors/PaksError.ts';
import { createTheme } from '../render/theme.ts';
import { commands } from './all.ts';
import type { PaksContext } from './PaksContext.ts';

const WIDEST_NAME = 14;

/** `paks help [COMMAND]`: all commands by category, or the whole help of one. */
export async function helpText(words: readonly string[], colored: boolean): Promise<string> {
  const [word] = words.filter((candidate) => !candidate.startsWith('-'));
  if (word === undefined) return overview(colored);
  const load = commands.get(word);
  if (load === undefined) {
    const near = nearest(word, commands.keys());
    throw new PaksError('USAGE', {
      message: `\`${word}\` is not a command`,
      hint: near === undefined ? 'run `paks help`' : `did you mean \`paks help ${near}\`?`,
    });
  }
  const commandClass = await load();
  const cli = Cli.from<PaksContext>([commandClass], { binaryName: 'paks', enableColors: false });
  return commandHelp(cli, commandClass, colored);
}

/** Usage, options and examples of one command. */
export function commandHelp(
  cli: Cli<PaksContext>,
  commandClass: CommandClass<PaksContext>,
  colored: boolean,
): string {
  const usage = cli.usage(commandClass, { colored, detailed: true });
  // clipanion shows a value as `#0`; the columns stay where they are.
  return usage.replace(/#\d {5}/g, '<value>').replace(/#\d/g, '<value>');
}

async function overview(colored: boolean): Promise<string> {
  const theme = createTheme(colored);
  const classes = new Set(await Promise.all([...commands.values()].map((load) => load())));
  const byCategory = new Map<string, string[]>();
  for (const { usage, paths } of classes) {
    if (usage === undefined) continue;
    const names = (paths ?? []).map((path) => path.join(' '));
    const name = names.join(', ').padEnd(WIDEST_NAME);
    const lines = byCategory.get(usage.category ?? 'Other') ?? [];
    lines.push(`  ${theme.name(name)}  ${usage.description ?? ''}`);
    byCategory.set(usage.category ?? 'Other', lines);
  }
  const sections = [...byCategory].map(
    ([category, lines]) => `${theme.strong(category)}\n${lines.sort().join('\n')}`,
  );
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
