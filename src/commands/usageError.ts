import type { Cli } from 'clipanion';
import { nearest } from '../errors/nearest.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { PaksContext } from './PaksContext.ts';

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/**
 * clipanion's own complaint as a `USAGE` failure with the nearest flag; any other error unchanged.
 */
export function readUsageError(
  error: unknown,
  argv: readonly string[],
  cli: Cli<PaksContext>,
): unknown {
  if (isPaksError(error) || !isClipanionUsage(error)) return error;
  const unknown = unknownFlag(error.message);
  const flags = cli.definitions().flatMap((definition) => definition.options);
  const near = unknown === null ? undefined : nearest(unknown, flags.flatMap(optionNames));
  const command = commandWords(argv, cli);
  return new PaksError('USAGE', {
    message:
      unknown === null
        ? (aboutWords(error.message, command, cli) ?? tidy(error.message))
        : `\`${unknown}\` is not an option of \`paks ${command}\``,
    hint: near === undefined ? `run \`paks ${command} --help\`` : `did you mean \`${near}\`?`,
    cause: error,
  });
}

/** The command as it was written: one word, or two. */
function commandWords([first = '', second = '']: readonly string[], cli: Cli<PaksContext>): string {
  const paths = cli.definitions().map(({ path }) => path.split(' ').slice(1));
  const isGroup = paths.some((words) => words.length > 1 && words[0] === first);
  return isGroup ? `${first} ${second}` : first;
}

function isClipanionUsage(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'clipanion' in error && 'message' in error;
}

function unknownFlag(message: string): string | null {
  return /Unsupported option name \("(.*?)"\)/.exec(message)?.[1] ?? null;
}

/** What is wrong with the words after the command; null where something else is. */
function aboutWords(message: string, command: string, cli: Cli<PaksContext>): string | null {
  const more = /Extraneous positional argument \("(.*?)"\)/.exec(message)?.[1];
  if (more !== undefined) return `\`paks ${command}\` does not know what to do with \`${more}\``;
  if (!message.includes('Not enough positional arguments')) return null;
  const [definition] = cli.definitions();
  const wanted = [...(definition?.usage ?? '').matchAll(/ <([^>]+)>/g)].map(([, name]) => name);
  const names = wanted.map((name = '') => name.toUpperCase()).join(' and ');
  return `\`paks ${command}\` needs ${names} after it, as in \`${definition?.examples?.[0]?.[1]}\``;
}

/** One lower-case sentence of clipanion's paragraphs. */
function tidy(message: string): string {
  const [first = ''] = message
    .replace(ANSI, '')
    .split('\n')
    .filter(
      (line) =>
        line.trim() !== '' && !line.startsWith('$') && !line.startsWith('Command not found'),
    );
  const text = first
    .replace(/\.$/, '')
    .replace(/^(Invalid value for --[\w-]+)\.#\d+/, '$1')
    .trim();
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function optionNames(option: { readonly definition: string }): string[] {
  return option.definition.split(/[\s,#]+/).filter((word) => word.startsWith('-'));
}
