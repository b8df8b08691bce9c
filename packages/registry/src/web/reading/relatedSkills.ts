import { sql } from 'kysely';
import { readableAccounts } from '../../accounts/permissions.ts';
import type { Caller } from '../../accounts/tokens.ts';
import type { Registry } from '../../Registry.ts';
import type { SkillName } from '../../skills/findSkill.ts';

/** The skills whose latest version depends on one, the most downloaded first. */
export interface Dependents {
  readonly total: number;
  readonly shown: readonly SkillName[];
}

const MOST_SHOWN = 12;

/** The dependents of a skill that the caller may know of. */
export async function dependentsOf(
  registry: Registry,
  caller: Caller | null,
  { account, name }: SkillName,
): Promise<Dependents> {
  const dependents = visibleSkills(registry, await readableAccounts(registry.sql, caller))
    .innerJoin('versions', (join) =>
      join
        .onRef('versions.skill_id', '=', 'skills.id')
        .onRef('versions.version', '=', 'skills.latest'),
    )
    .where(sql<boolean>`versions.dependencies ? ${`${account}/${name}`}`);
  const { total } = await dependents
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  if (total === 0) return { total, shown: [] };
  const shown = await dependents
    .select(['skills.account', 'skills.name'])
    .orderBy('skills.downloads', 'desc')
    .orderBy('skills.id')
    .limit(MOST_SHOWN)
    .execute();
  return { total, shown };
}

/** Those of some `account/name` ids that the caller may open. */
export async function knownAmong(
  registry: Registry,
  caller: Caller | null,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await visibleSkills(registry, await readableAccounts(registry.sql, caller))
    .select(['account', 'name'])
    .where(sql<boolean>`(account, name) in (
      select split_part(id, '/', 1), split_part(id, '/', 2) from unnest(${ids}::text[]) as id)`)
    .execute();
  return new Set(rows.map((row) => `${row.account}/${row.name}`));
}

/** Public skills, and all skills of some accounts. */
function visibleSkills({ sql: database }: Registry, accounts: readonly number[]) {
  return database
    .selectFrom('skills')
    .where(sql<boolean>`(visibility = 'public' or account_id = any(${accounts}::int[]))`);
}
