import { categories } from './categories.ts';
import type { CommandDescription } from './describeCommand.ts';
import type { HelpStyle } from './HelpStyle.ts';
import { twoColumns } from './twoColumns.ts';

const START = `  paks init --project                     start a paks.toml
  paks add account/name                   add a skill from the registry
  paks add https://host/repository.git    add one from git
  paks install                            install what paks.toml lists`;

const EVERYWHERE = `  --json, -v, -q, --offline, --no-cache, --registry <name>, -C <directory>, -y and
  --color <when> are options of every command; -g works on your personal skills.`;

/** `paks help`: every command, in the order of `categories`. Pure. */
export function renderOverview(commands: readonly CommandDescription[], style: HelpStyle): string {
  const { theme } = style;
  const title = `${theme.strong('paks')} - a package manager for the skills of AI agents`;
  const usage = `${theme.strong('Usage')}\n  paks <command> [options]\n  paks help <command>`;
  return `${[
    title,
    usage,
    `${theme.strong('Start here')}\n${START}`,
    ...renderCategories(commands, style),
    `${theme.strong('Everywhere')}\n${EVERYWHERE}`,
  ].join('\n\n')}\n`;
}

/** The help of a first word such as `cache`: the commands that it groups. Pure. */
export function renderGroup(
  group: string,
  commands: readonly CommandDescription[],
  style: HelpStyle,
): string {
  const more = `Run \`paks help ${group} <command>\` for one of them.`;
  return `${[...renderCategories(commands, style), more].join('\n\n')}\n`;
}

function renderCategories(
  commands: readonly CommandDescription[],
  style: HelpStyle,
): readonly string[] {
  const termWidth = Math.max(...commands.map((command) => termOf(command).length));
  return [...categories].flatMap(([category, names]) => {
    const members = names.flatMap((name) => commands.find((one) => one.names[0] === name) ?? []);
    if (members.length === 0) return [];
    const entries = members.map((member) => ({ term: termOf(member), meaning: member.summary }));
    const text = twoColumns(entries, termWidth, style);
    return [`${style.theme.strong(category)}\n${text}`];
  });
}

/** `agent list, ls`: of an alias only the word that differs. */
function termOf({ names: [name = '', ...aliases] }: CommandDescription): string {
  return [name, ...aliases.map((alias) => alias.split(' ').at(-1) ?? '')].join(', ');
}
