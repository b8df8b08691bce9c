import type { CommandDescription, DescribedArgument } from './describeCommand.ts';

/** `paks add [options] <source>...`, a line for the command's name and each alias. */
export function usageLines(command: CommandDescription): readonly string[] {
  const words = ['[options]', ...command.arguments.map(argumentWord)].join(' ');
  return command.names.map((name) => `paks ${name} ${words}`);
}

function argumentWord({ name, required, repeats }: DescribedArgument): string {
  return `${required ? `<${name}>` : `[${name}]`}${repeats ? '...' : ''}`;
}
