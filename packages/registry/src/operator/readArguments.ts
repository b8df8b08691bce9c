import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from '../../../../src/errors/describeFailure.ts';
import { Refusal } from '../http/Refusal.ts';

/** The options a command knows, as `node:util` describes them. */
type Options = NonNullable<ParseArgsConfig['options']>;

/** What was given: the positional arguments, and options as text, lists or switches. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly list: (option: string) => readonly string[];
  readonly isSet: (option: string) => boolean;
}

/** Reads a command's arguments. Throws `INVALID_REQUEST` for an unknown option or a wrong count. */
export function readArguments(
  argv: readonly string[],
  options: Options,
  count: { readonly least: number; readonly most: number },
): Arguments {
  const { positionals, values } = parse(argv, options);
  if (positionals.length < count.least || positionals.length > count.most) {
    throw new Refusal('INVALID_REQUEST', `wrong number of arguments; see \`paks-registry --help\``);
  }
  return {
    positionals,
    text: (option) => (typeof values[option] === 'string' ? values[option] : undefined),
    list: (option) => (Array.isArray(values[option]) ? values[option].map(String) : []),
    isSet: (option) => values[option] === true,
  };
}

function parse(argv: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw new Refusal('INVALID_REQUEST', messageOf(thrown), { cause: thrown });
  }
}
