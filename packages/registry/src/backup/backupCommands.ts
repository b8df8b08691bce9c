import { resolve } from 'node:path';
import { writeAudit } from '../audit/writeAudit.ts';
import { OPERATOR, type OperatorCommand } from '../operator/OperatorCommand.ts';
import { readArguments } from '../operator/readArguments.ts';
import { restoreBackup } from './restoreBackup.ts';
import { writeBackup } from './writeBackup.ts';

const ONE = { least: 1, most: 1 };

/** `backup FILE`: everything that the registry holds, in a form that any engine can take in. */
export const backupCommand: OperatorCommand = {
  words: 'backup',
  parameters: 'FILE',
  summary: 'write everything to a file, while a server runs or not',
  run: async (context, argv) => {
    const [file = ''] = readArguments(argv, {}, ONE).positionals;
    const rows = await writeBackup(context, file);
    const entry = { action: 'registry.backup', subject: file, details: { rows } };
    await writeAudit(context.sql, { at: context.now(), actor: OPERATOR, ...entry });
    return [`wrote ${rows} rows to \`${file}\``];
  },
};

/** `restore FILE`: fills an empty registry from a backup. */
export const restoreCommand: OperatorCommand = {
  words: 'restore',
  parameters: 'FILE',
  summary: 'fill an empty registry from a backup, of either engine',
  run: async (context, argv) => {
    const [file = ''] = readArguments(argv, {}, ONE).positionals;
    const rows = await restoreBackup(context, file);
    const entry = { action: 'registry.restore', subject: file, details: { rows } };
    await writeAudit(context.sql, { at: context.now(), actor: OPERATOR, ...entry });
    return [`restored ${rows} rows from \`${file}\``];
  },
};

/** The same command line with its file named from the root: a server in another folder may run it. */
export function withAbsoluteFile(argv: readonly string[]): readonly string[] {
  const [word = '', file, ...rest] = argv;
  if (file === undefined || ![backupCommand.words, restoreCommand.words].includes(word))
    return argv;
  return [word, resolve(file), ...rest];
}
