import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { codeOf, messageOf } from '../../../../src/errors/describeFailure.ts';
import { applyMigrations } from '../database/migrate.ts';
import { migrations } from '../database/migrations/all.ts';
import type { Tables } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';
import type { OperatorContext } from '../operator/OperatorCommand.ts';
import { formatEnd, parseHead, parseRow, type BackupHead, type BackupRow } from './backupFormat.ts';
import { insertRows, resetCounters } from './insertRows.ts';
import { tableOrder } from './tableOrder.ts';

const ROWS_AT_ONCE = 500;
const NEWLINE = 0x0a;
const CHARACTERS_AT_ONCE = 4 * 1024 * 1024;

/**
 * Fills an empty registry from a backup, whichever engine it was made on, whole or not at all. Tables are
 * made as they were then, filled, and brought to the newest form. Returns the number of rows. Throws
 * `INVALID_REQUEST` for a registry with accounts, a damaged file, or one of a newer server.
 */
export async function restoreBackup({ sql: database }: OperatorContext, file: string) {
  const lines = linesOf(file);
  try {
    return await database.transaction().execute(async (transaction) => {
      const head = await readHead(lines);
      await requireEmpty(transaction);
      await rebuild(transaction, head);
      const rows = await fill(transaction, lines);
      await resetCounters(transaction);
      await applyMigrations(transaction, migrations);
      return rows;
    });
  } finally {
    await lines.return(undefined);
  }
}

// Not `readline`, which also breaks lines at U+2028, where JSON does not.
async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createGunzip();
  createReadStream(file)
    .on('error', (error) => unpacked.destroy(error))
    .pipe(unpacked);
  let begun: Buffer[] = [];
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end)]).toString('utf8');
      begun = [];
      start = end + 1;
    }
    begun.push(chunk.subarray(start));
  }
}

async function readHead(lines: AsyncGenerator<string>): Promise<BackupHead> {
  const line = await nextLine(lines);
  const head = line === null ? null : parseHead(line);
  if (head === null) throw new Refusal('INVALID_REQUEST', 'this is no backup of a registry');
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = head.migrations.find((name) => !known.has(name));
  if (unknown === undefined) return head;
  throw new Refusal('INVALID_REQUEST', `the backup is of a newer server (\`${unknown}\`)`);
}

async function requireEmpty(transaction: Transaction<Tables>): Promise<void> {
  const account = await transaction.selectFrom('accounts').select('id').executeTakeFirst();
  if (account === undefined) return;
  throw new Refusal('INVALID_REQUEST', 'a backup is restored into an empty registry only');
}

/** Makes the tables anew, empty, as they were when the backup was made. */
async function rebuild(transaction: Transaction<Tables>, head: BackupHead): Promise<void> {
  for (const table of (await tableOrder(transaction)).toReversed()) {
    await sql`drop table ${sql.table(table)}`.execute(transaction);
  }
  const then = new Set(head.migrations);
  await applyMigrations(
    transaction,
    migrations.filter(({ name }) => then.has(name)),
  );
  for (const table of (await tableOrder(transaction)).toReversed()) {
    if (table !== 'migrations') await sql`delete from ${sql.table(table)}`.execute(transaction);
  }
}

async function fill(
  transaction: Transaction<Tables>,
  lines: AsyncGenerator<string>,
): Promise<number> {
  const batch: BackupRow[] = [];
  let size = 0;
  let rows = 0;
  const flush = async (): Promise<void> => {
    await insertRows(transaction, batch);
    rows += batch.length;
    batch.length = size = 0;
  };
  for (;;) {
    const line = await nextLine(lines);
    if (line === null) throw notWhole();
    const row = parseRow(line);
    const isFull = batch.length >= ROWS_AT_ONCE || size >= CHARACTERS_AT_ONCE;
    if (row === null || isFull || row.table !== batch[0]?.table) await flush();
    if (row === null && line === formatEnd(rows)) return rows;
    if (row === null) throw notWhole();
    batch.push(row);
    size += row.json.length;
  }
}

/** Null at the end. Throws `INVALID_REQUEST` for a file that cannot be read or unpacked. */
async function nextLine(lines: AsyncGenerator<string>): Promise<string | null> {
  try {
    const { value, done } = await lines.next();
    return done === true ? null : value;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') throw new Refusal('INVALID_REQUEST', messageOf(thrown));
    throw notWhole(thrown);
  }
}

function notWhole(cause?: unknown): Refusal {
  return new Refusal('INVALID_REQUEST', 'the backup is damaged or was cut short', { cause });
}
