import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { BackupRow } from './backupFormat.ts';

/** Inserts rows of one table; the database itself reads back what its `to_jsonb` wrote. */
export async function insertRows(
  database: Kysely<Tables>,
  rows: readonly BackupRow[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const table = sql.table(first.table);
  const names = await columnsOf(database, first.table);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const json = `[${rows.map((row) => row.json).join(',')}]`;
  await sql`insert into ${table} (${columns}) overriding system value
    select ${columns} from jsonb_populate_recordset(null::${table}, ${json}::text::jsonb)`.execute(
    database,
  );
}

/** Lets every table that numbers its rows go on after the highest number it holds. */
export async function resetCounters(database: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`.execute(database);
  for (const { table, column } of rows) {
    const highest = sql`(select max(${sql.ref(column)}) from ${sql.table(table)})`;
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
      coalesce(${highest}, 1), ${highest} is not null)`.execute(database);
  }
}

/** Those that are stored rather than computed. */
async function columnsOf(database: Kysely<Tables>, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and is_generated = 'NEVER'
    order by ordinal_position`.execute(database);
  return rows.map(({ name }) => name);
}
