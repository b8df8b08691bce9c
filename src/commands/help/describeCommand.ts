import type { CommandClass } from 'clipanion';
import { InstallingCommand } from '../InstallingCommand.ts';
import { PaksCommand } from '../PaksCommand.ts';
import type { PaksContext } from '../PaksContext.ts';
import { negativeAnswers } from './negativeAnswers.ts';
import { relatedCommands } from './relatedCommands.ts';
import { type Declarations, readDeclarations } from './readDeclarations.ts';
import { valueWord } from './valueWord.ts';

/** Which commands have an option: one, all that change directories, or all. */
export type OptionScope = 'command' | 'installing' | 'every';

/** One option of a command. */
export interface DescribedOption {
  /** The long form first. */
  readonly names: readonly string[];
  /** What stands for its value; null for a switch. */
  readonly value: string | null;
  readonly description: string;
  readonly scope: OptionScope;
}

/** What stands between the command's name and its end. */
export interface DescribedArgument {
  readonly name: string;
  readonly required: boolean;
  readonly repeats: boolean;
}

/** All that is said of a command, for help, completions and the pages of the documentation. */
export interface CommandDescription {
  /** Its name, then its aliases. */
  readonly names: readonly string[];
  readonly category: string;
  /** One line. */
  readonly summary: string;
  /** Paragraphs, each on one line. */
  readonly details: readonly string[];
  readonly arguments: readonly DescribedArgument[];
  readonly options: readonly DescribedOption[];
  readonly examples: readonly { readonly label: string; readonly line: string }[];
  /** What exit code 1 says besides a failure; null where nothing. */
  readonly negativeAnswer: string | null;
  /** Names of commands to read next. */
  readonly related: readonly string[];
}

/** A command as its class declares it. */
export function describeCommand(commandClass: CommandClass<PaksContext>): CommandDescription {
  const { category = '', description = '', details = '', examples = [] } = commandClass.usage ?? {};
  const names = (commandClass.paths ?? []).map((path) => path.join(' '));
  const [name = ''] = names;
  return {
    names,
    category,
    summary: description,
    details: paragraphs(details),
    arguments: readDeclarations(commandClass).arguments,
    options: optionsOf(commandClass),
    examples: examples.map(([label, line]) => ({ label, line })),
    negativeAnswer: negativeAnswers.get(name) ?? null,
    related: relatedCommands.get(name) ?? [],
  };
}

/** The options of a command, those of its own first. */
export function optionsOf(commandClass: CommandClass<PaksContext>): readonly DescribedOption[] {
  const every = optionNames(readDeclarations(AnyCommand));
  const installing = optionNames(readDeclarations(AnyInstallingCommand));
  const scopeOf = (name: string): OptionScope => {
    if (every.has(name)) return 'every';
    return commandClass.prototype instanceof InstallingCommand && installing.has(name)
      ? 'installing'
      : 'command';
  };
  const name = commandClass.paths?.[0]?.join(' ') ?? '';
  const options = readDeclarations(commandClass).options.map(
    ({ names, takesValue, description }) => {
      const [long = '', ...others] = [...names].sort((left, right) => right.length - left.length);
      return {
        names: [long, ...others],
        value: takesValue ? valueWord(name, long) : null,
        description,
        scope: scopeOf(long),
      };
    },
  );
  return SCOPES.flatMap((scope) => options.filter((option) => option.scope === scope));
}

/** What a command is for, in a line; '' for one that says nothing. */
export function summaryOf({ usage }: CommandClass<PaksContext>): string {
  return usage?.description ?? '';
}

const SCOPES: readonly OptionScope[] = ['command', 'installing', 'every'];

class AnyCommand extends PaksCommand<null> {
  protected run = async (): Promise<null> => null;
  protected render = (): string => '';
}

class AnyInstallingCommand extends InstallingCommand {
  protected run = async (): Promise<never> => {
    throw new Error('describes options only');
  };
}

function optionNames({ options }: Declarations): ReadonlySet<string> {
  return new Set(options.flatMap(({ names }) => names));
}

function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}
