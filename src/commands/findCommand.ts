import { commands, type LoadCommand } from './all.ts';

/** What the first words of a command line stand for. */
export type FoundCommand =
  | { readonly kind: 'command'; readonly load: LoadCommand }
  /** A word that only groups others, such as `cache`; `members` are the words that may follow it. */
  | { readonly kind: 'group'; readonly name: string; readonly members: readonly string[] }
  | { readonly kind: 'unknown' };

/** Looks the longest name up first: `cache clean`, then `cache`. */
export function findCommand(words: readonly string[]): FoundCommand {
  const [first = '', second = ''] = words;
  const load = commands.get(`${first} ${second}`) ?? commands.get(first);
  if (load !== undefined) return { kind: 'command', load };
  const members = [...commands.keys()]
    .filter((name) => name.startsWith(`${first} `))
    .map((name) => name.slice(first.length + 1));
  return members.length === 0 ? { kind: 'unknown' } : { kind: 'group', name: first, members };
}

/** The words that a command line may begin with: commands of one word, and the first words of others. */
export function firstWords(): ReadonlySet<string> {
  return new Set([...commands.keys()].map((name) => name.split(' ')[0] ?? ''));
}
