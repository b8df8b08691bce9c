import type { Selectable } from 'kysely';
import { mayRead } from '../accounts/permissions.ts';
import type { Caller } from '../accounts/tokens.ts';
import type { SkillTable } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';
import type { Registry } from '../Registry.ts';

/** A skill's row without its search text. */
export type SkillRow = Omit<Selectable<SkillTable>, 'search'>;

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
  registry: Registry,
  caller: Caller | null,
  { account, name }: SkillName,
): Promise<SkillRow> {
  const row = await registry.sql
    .selectFrom('skills')
    .select(SKILL_COLUMNS)
    .where('account', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined || !(await isVisible(registry, caller, row))) {
    throw skillNotFound({ account, name });
  }
  return row;
}

/** True for public skills and for those of an account the caller reads. */
export async function isVisible(
  registry: Registry,
  caller: Caller | null,
  skill: { readonly visibility: string; readonly account_id: number },
): Promise<boolean> {
  return skill.visibility === 'public' || (await mayRead(registry.sql, caller, skill.account_id));
}

/** The one answer for "no such skill" and "not for you". */
export function skillNotFound({ account, name }: SkillName): Refusal {
  return new Refusal('SKILL_NOT_FOUND', `there is no skill \`${account}/${name}\` here`);
}

/** Every column but the search text. */
export const SKILL_COLUMNS = [
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
