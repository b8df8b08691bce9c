import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { OperatorContext } from '../operator/OperatorCommand.ts';
import { formatEnd, formatHead, formatRow } from './backupFormat.ts';
import { tableOrder } from './tableOrder.ts';

/** Recorded in the head, or of the present minute only. */
const LEFT_OUT = new Set(['migrations', 'rate_windows']);
/** Rows in memory at a time; a piece of an archive has a megabyte as text. */
const ROWS_AT_ONCE = 500;
const PIECES_AT_ONCE = 8;

/**
 * Writes everything that a registry holds to a file that only its owner can read, as it was at one
 * moment. The file appears whole or not at all. Returns the number of rows. On an embedded database other
 * requests wait meanwhile; on PostgreSQL nothing waits.
 */
export async function writeBackup({ sql: database }: OperatorContext, file: string) {
  const temporary = `${file}.${process.pid}.partial`;
  let rows = 0;
  try {
    rows = await database
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (transaction) => await writeFile(transaction, temporary));
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  return rows;
}

async function writeFile(transaction: Transaction<Tables>, path: string): Promise<number> {
  const handle = await open(path, 'wx', 0o600);
  let lines = 0;
  const counted = async function* () {
    for await (const line of linesOf(transaction)) {
      lines += 1;
      yield `${line}\n`;
    }
    // All but the head are rows.
    yield `${formatEnd(lines - 1)}\n`;
  };
  await pipeline(counted(), createGzip(), handle.createWriteStream({ flush: true }));
  return lines - 1;
}

async function* linesOf(transaction: Transaction<Tables>): AsyncGenerator<string> {
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(
    transaction,
  );
  yield formatHead(rows.map(({ name }) => name));
  for (const table of await tableOrder(transaction)) {
    if (LEFT_OUT.has(table)) continue;
    for await (const json of rowsOf(transaction, table)) yield formatRow({ table, json });
  }
}

async function* rowsOf(transaction: Transaction<Tables>, table: string): AsyncGenerator<string> {
  const atOnce = table === 'archive_pieces' ? PIECES_AT_ONCE : ROWS_AT_ONCE;
  await sql`declare backup_rows no scroll cursor for
    select to_jsonb(rows)::text as json from ${sql.table(table)} as rows`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ json: string }>`
      fetch forward ${sql.lit(atOnce)} from backup_rows`.execute(transaction);
    for (const { json } of rows) yield json;
    if (rows.length < atOnce) break;
  }
  await sql`close backup_rows`.execute(transaction);
}
