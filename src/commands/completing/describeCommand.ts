import { Cli, type CommandClass } from 'clipanion';
import type { PaksContext } from '../PaksContext.ts';

/** One option of a command. */
export interface DescribedOption {
  /** The long form first. */
  readonly names: readonly string[];
  readonly takesValue: boolean;
  readonly description: string;
}

/** The options of a command, as its class declares them. */
export function optionsOf(commandClass: CommandClass<PaksContext>): readonly DescribedOption[] {
  const cli = Cli.from<PaksContext>([commandClass], { binaryName: 'paks' });
  return cli.definitions().flatMap(({ options }) =>
    options.map(({ definition, description = '' }) => {
      const [names = '', value] = definition.split(' ');
      return {
        names: names.split(',').sort((left, right) => right.length - left.length),
        takesValue: value !== undefined,
        description,
      };
    }),
  );
}

/** What a command is for, in a line; '' for one that says nothing. */
export function summaryOf({ usage }: CommandClass<PaksContext>): string {
  return usage?.description ?? '';
}
