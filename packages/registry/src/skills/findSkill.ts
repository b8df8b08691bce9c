import type { Kysely, Selectable } from 'kysely';
import { mayRead } from '../accounts/permissions.ts';
import type { Caller } from '../accounts/tokens.ts';
import type { SkillTable, Tables } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';

/** A skill's row without its search text. */
export type SkillRow = Omit<Selectable<SkillTable>, 'search'>;

/** Where skills are looked up: a registry. */
export interface SkillSource {
  readonly sql: Kysely<Tables>;
}

/** What a request names. */
export interface SkillName {
  readonly account: string;
  readonly name: string;
}

/**
 * The skill, if the caller may know of it. Throws `SKILL_NOT_FOUND` otherwise: a private skill and
 * none are the same answer to a stranger.
 */
export async function findVisibleSkill(
  { sql }: SkillSource,
  caller: Caller | null,
  { account, name }: SkillName,
): Promise<SkillRow> {
  const row = await sql
    .selectFrom('skills')
    .select(SKILL_COLUMNS)
    .where('account', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined || !(await isVisible({ sql }, caller, row))) {
    throw skillNotFound({ account, name });
  }
  return row;
}

/** True for public skills and for those of an account the caller reads. */
export async function isVisible(
  { sql }: SkillSource,
  caller: Caller | null,
  skill: { readonly visibility: string; readonly account_id: number },
): Promise<boolean> {
  return skill.visibility === 'public' || (await mayRead(sql, caller, skill.account_id));
}

/** The one answer for "no such skill" and "not for you". */
export function skillNotFound({ account, name }: SkillName): Refusal {
  return new Refusal('SKILL_NOT_FOUND', `there is no skill \`${account}/${name}\` here`);
}

const SKILL_COLUMNS = [
  'id',
  'account_id',
  'account',
  'name',
  'visibility',
  'latest',
  'description',
  'license',
  'repository',
  'homepage',
  'author_name',
  'author_url',
  'keywords',
  'categories',
  'versions_count',
  'downloads',
  'created_at',
  'updated_at',
] as const;
