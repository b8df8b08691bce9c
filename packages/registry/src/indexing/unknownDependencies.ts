import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Those of a version's dependencies that this registry does not hold; worth a warning, no more. */
export async function unknownDependencies(
  sql: Kysely<Tables>,
  dependencies: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const ids = Object.keys(dependencies);
  if (ids.length === 0) return [];
  const rows = await sql
    .selectFrom('skills')
    .select(['account', 'name'])
    .where((where) =>
      where.or(
        ids.map((id) => {
          const [account = '', name = ''] = id.split('/');
          return where.and({ account, name });
        }),
      ),
    )
    .execute();
  const known = new Set(rows.map((row) => `${row.account}/${row.name}`));
  return ids.filter((id) => !known.has(id));
}
