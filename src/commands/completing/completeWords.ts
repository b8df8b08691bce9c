import type { KnownValue, ValueKind } from '../../operations/completions/knownValues.ts';
import { commands } from '../all.ts';
import { findCommand, type FoundCommand } from '../findCommand.ts';
import { type ArgumentKind, argumentsOf, optionValues } from './argumentKinds.ts';
import { type DescribedOption, optionsOf, summaryOf } from '../help/describeCommand.ts';

/** The words before the one to complete (without `paks`), and that one as far as it is typed. */
export interface WordsToComplete {
  readonly words: readonly string[];
  readonly current: string;
}

/** What fits, or `files` where the shell knows better. */
export type Completions = readonly KnownValue[] | 'files';

/** Looks up what the completion itself cannot know. `words` are those typed so far. */
export type FindValues = (
  kind: ValueKind | 'registry-skill',
  typed: WordsToComplete,
) => Promise<readonly KnownValue[]>;

/** Everything that may stand where the cursor is, filtered by what is typed already. */
export async function completeWords(
  typed: WordsToComplete,
  findValues: FindValues,
): Promise<Completions> {
  const { words, current } = typed;
  const named = words.filter((word) => !word.startsWith('-'));
  const [first] = named;
  if (first === undefined) return fitting(await commandNames([]), current);
  if (first === 'help') return fitting(await commandNames(named.slice(1)), current);
  const found = findCommand(named);
  if (found.kind === 'unknown') return [];
  if (found.kind === 'group') return fitting(await commandNames([first]), current);
  const command = await describe(found, named);
  const [flag, start] = current.startsWith('--') ? current.split('=', 2) : [];
  if (flag !== undefined && start !== undefined) {
    const values = await valuesOf(optionKind(command, flag), { words, current: start }, findValues);
    if (values === 'files') return values;
    return values.map(({ value, description }) => ({ value: `${flag}=${value}`, description }));
  }
  const previous = optionNamed(command, words.at(-1) ?? '');
  if (previous !== undefined && previous.value !== null) {
    return valuesOf(optionKind(command, previous.names[0] ?? ''), typed, findValues);
  }
  if (current.startsWith('-')) return fitting(unusedOptions(command, words), current);
  if (/^\.{0,2}\//.test(current)) return 'files';
  return valuesOf(argumentsOf.get(command.name), typed, findValues);
}

interface DescribedCommand {
  readonly name: string;
  readonly options: readonly DescribedOption[];
}

async function describe(
  { load }: Extract<FoundCommand, { kind: 'command' }>,
  [first = '', second = '']: readonly string[],
): Promise<DescribedCommand> {
  const both = `${first} ${second}`;
  return { name: commands.has(both) ? both : first, options: optionsOf(await load()) };
}

/** The next words of commands whose first words are these. */
async function commandNames(start: readonly string[]): Promise<readonly KnownValue[]> {
  const prefix = start.length === 0 ? '' : `${start.join(' ')} `;
  const names = new Map<string, string>();
  for (const [name, load] of commands) {
    if (!name.startsWith(prefix)) continue;
    const [next = '', more] = name.slice(prefix.length).split(' ');
    const description = more === undefined ? summaryOf(await load()) : `commands of paks ${next}`;
    if (!names.has(next)) names.set(next, description);
  }
  return [...names].map(([value, description]) => ({ value, description }));
}

function optionNamed({ options }: DescribedCommand, name: string): DescribedOption | undefined {
  return options.find(({ names }) => names.includes(name));
}

function optionKind(command: DescribedCommand, name: string): ArgumentKind | undefined {
  return optionValues.get(`${command.name} ${name}`) ?? optionValues.get(name);
}

/** Options that may be repeated are few; one that is there already is offered no more. */
function unusedOptions(command: DescribedCommand, words: readonly string[]): readonly KnownValue[] {
  return command.options
    .filter(({ names }) => !names.some((name) => words.includes(name)))
    .map(({ names: [value = ''], description }) => ({ value, description }));
}

async function valuesOf(
  kind: ArgumentKind | undefined,
  typed: WordsToComplete,
  findValues: FindValues,
): Promise<Completions> {
  if (kind === undefined || kind === 'text') return [];
  if (kind === 'file') return 'files';
  if (typeof kind !== 'string') {
    return fitting(
      kind.map((value) => ({ value, description: '' })),
      typed.current,
    );
  }
  return fitting(await findValues(kind, typed), typed.current);
}

function fitting(values: readonly KnownValue[], start: string): readonly KnownValue[] {
  return values.filter(({ value }) => value.startsWith(start));
}
