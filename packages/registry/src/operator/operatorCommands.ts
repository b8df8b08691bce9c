import { Refusal } from '../http/Refusal.ts';
import {
  accountCreate,
  accountList,
  accountMember,
  accountProfile,
  accountRestore,
  accountSuspend,
} from './accountCommands.ts';
import { auditCommand } from './auditCommand.ts';
import { backupCommand, restoreCommand } from '../backup/backupCommands.ts';
import { mirrorCommand } from '../mirror/mirrorCommand.ts';
import { createTokenCommand } from './createTokenCommand.ts';
import { skillList, skillUnyank, skillVisibility, skillYank } from './skillCommands.ts';
import { tokenList, tokenRevoke } from './tokenCommands.ts';
import type { OperatorCommand, OperatorContext } from './OperatorCommand.ts';

/** Every command that works on the database, in the order of the help. */
export const operatorCommands: readonly OperatorCommand[] = [
  accountCreate,
  accountList,
  accountMember,
  accountProfile,
  accountSuspend,
  accountRestore,
  createTokenCommand,
  tokenList,
  tokenRevoke,
  skillList,
  skillVisibility,
  skillYank,
  skillUnyank,
  mirrorCommand,
  backupCommand,
  restoreCommand,
  auditCommand,
];

/** Runs the command that the words name and returns the lines to print. Throws a `Refusal`. */
export async function runOperatorCommand(
  context: OperatorContext,
  argv: readonly string[],
): Promise<readonly string[]> {
  const words = argv.join(' ');
  const command = operatorCommands.find((known) => `${words} `.startsWith(`${known.words} `));
  if (command === undefined) {
    throw new Refusal('INVALID_REQUEST', 'there is no such command; see `paks-registry --help`');
  }
  return await command.run(context, argv.slice(command.words.split(' ').length));
}
