import { sql, type Kysely, type Transaction } from 'kysely';
import { migrations, type Migration } from './migrations/all.ts';
import type { Tables } from './tables.ts';

/** Any number that no other program on the same database locks. */
const LOCK = 724_553_191;

/**
 * Brings the database to the newest form, in one transaction and under an advisory lock: of two
 * processes that start at once, one migrates and the other finds nothing to do. Returns the names
 * of what was applied. Throws on a database that a newer server has migrated.
 */
export async function migrate(database: Kysely<Tables>): Promise<readonly string[]> {
  return await database
    .transaction()
    .execute(async (transaction) => await applyMigrations(transaction, migrations));
}

/** The same within a transaction, up to a step of the history. */
export async function applyMigrations(
  transaction: Transaction<Tables>,
  wanted: readonly Migration[],
): Promise<readonly string[]> {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(transaction);
  await sql`create table if not exists migrations (
      name text primary key, applied_at timestamptz not null default now())`.execute(transaction);
  const applied = await appliedNames(transaction);
  const missing = wanted.filter((migration) => !applied.has(migration.name));
  for (const migration of missing) {
    await sql.raw(migration.sql).execute(transaction);
    await sql`insert into migrations (name) values (${migration.name})`.execute(transaction);
  }
  return missing.map((migration) => migration.name);
}

async function appliedNames(transaction: Transaction<Tables>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(transaction);
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown !== undefined) {
    throw new Error(`the database was migrated by a newer server (\`${unknown.name}\`)`);
  }
  return new Set(rows.map((row) => row.name));
}
