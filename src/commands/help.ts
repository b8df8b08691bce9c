import { nearest } from '../errors/nearest.ts';
import { PaksError } from '../errors/PaksError.ts';
import { createTheme } from '../render/theme.ts';
import { commands, type LoadCommand } from './all.ts';
import { findCommand, firstWords } from './findCommand.ts';
import { type CommandDescription, describeCommand } from './help/describeCommand.ts';
import type { HelpStyle } from './help/HelpStyle.ts';
import { renderCommandHelp } from './help/renderCommandHelp.ts';
import { renderGroup, renderOverview } from './help/renderOverview.ts';
import { otherNames } from './otherNames.ts';

const WIDTH = 80;
const WIDEST = 100;

/**
 * `paks help [COMMAND]`: all commands by category, those that share a first word, or the whole help of one.
 * `width` is that of the terminal; null for a pipe, which gets 80 columns. Throws `USAGE` for an unknown command.
 */
export async function helpText(
  words: readonly string[],
  { colored, width }: { readonly colored: boolean; readonly width: number | null },
): Promise<string> {
  const style = { theme: createTheme(colored), width: Math.min(width ?? WIDTH, WIDEST) };
  const named = words.filter((candidate) => !candidate.startsWith('-'));
  const [word] = named;
  if (word === undefined || word === 'help')
    return renderOverview(await describeAll(commands.values()), style);
  const found = findCommand(named);
  if (found.kind === 'command')
    return renderCommandHelp(describeCommand(await found.load()), style);
  const [, member] = named;
  if (found.kind === 'group' && member === undefined) return groupHelp(found.name, style);
  throw found.kind === 'group'
    ? notFound(`${found.name} ${member}`, commands.keys())
    : notFound(word, firstWords());
}

function notFound(name: string, known: Iterable<string>): PaksError {
  const near = otherNames.get(name) ?? nearest(name, known);
  return new PaksError('USAGE', {
    message: `\`${name}\` is not a command`,
    hint: near === undefined ? 'run `paks help`' : `did you mean \`paks help ${near}\`?`,
  });
}

async function groupHelp(group: string, style: HelpStyle): Promise<string> {
  const members = [...commands].filter(([name]) => name.startsWith(`${group} `));
  return renderGroup(group, await describeAll(members.map(([, load]) => load)), style);
}

/** Each command once, whatever its aliases. */
async function describeAll(loads: Iterable<LoadCommand>): Promise<readonly CommandDescription[]> {
  const classes = new Set(await Promise.all([...loads].map((load) => load())));
  return [...classes].map(describeCommand);
}
