import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** What a table refers to. */
interface Reference {
  readonly table: string;
  readonly refersTo: string;
}

/** Every table of the registry, each after those that it refers to, as the database knows them. */
export async function tableOrder(database: Kysely<Tables>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema()
    order by tablename`.execute(database);
  const { rows: references } = await sql<Reference>`
    select conrelid::regclass::text as table, confrelid::regclass::text as "refersTo"
    from pg_constraint
    where contype = 'f' and connamespace = current_schema()::text::regnamespace`.execute(database);
  return sorted(
    tables.map(({ name }) => name),
    references,
  );
}

function sorted(tables: readonly string[], references: readonly Reference[]): readonly string[] {
  const order = new Set<string>();
  const visit = (table: string): void => {
    if (order.has(table)) return;
    for (const reference of references) {
      if (reference.table === table && reference.refersTo !== table) visit(reference.refersTo);
    }
    order.add(table);
  };
  for (const table of tables) visit(table);
  return [...order];
}
