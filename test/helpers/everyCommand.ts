import type { CommandClass } from 'clipanion';
import { commands } from '../../src/commands/all.ts';
import {
  type CommandDescription,
  describeCommand,
} from '../../src/commands/help/describeCommand.ts';
import type { PaksContext } from '../../src/commands/PaksContext.ts';

/** A command as its class and as what is said of it. */
export interface KnownCommand {
  readonly commandClass: CommandClass<PaksContext>;
  readonly command: CommandDescription;
}

/** Each command once; one after the other, because Jest cannot link modules that share imports at once. */
export async function everyCommand(): Promise<readonly KnownCommand[]> {
  const known = new Map<CommandClass<PaksContext>, CommandDescription>();
  for (const load of commands.values()) {
    const commandClass = await load();
    known.set(commandClass, describeCommand(commandClass));
  }
  return [...known].map(([commandClass, command]) => ({ commandClass, command }));
}
