import type { Kysely } from 'kysely';
import type { Account } from '../accounts/Account.ts';
import type { Tables } from '../database/tables.ts';
import type { SkillName } from '../skills/findSkill.ts';

/** Whose name an account's is: `local` names are never asked of the upstream (threat T22). */
export interface NameOwner {
  readonly kind: Account['kind'];
  readonly status: Account['status'];
  /** The upstream's URL, for what was mirrored. */
  readonly mirrored_from: string | null;
}

/** What is here of a mirrored skill. */
export interface MirroredSkill {
  readonly id: number;
  readonly etag: string | null;
  readonly checked_at: Date;
  readonly visibility: 'public' | 'private';
}

/** One version as it is here. `isDescribed`: its files and `SKILL.md` are known. */
export interface MirroredVersion {
  readonly version: string;
  readonly integrity: string;
  readonly yanked: boolean;
  readonly isDescribed: boolean;
}

/** The account of that name, or undefined where the name is free. */
export async function findNameOwner(
  sql: Kysely<Tables>,
  account: string,
): Promise<NameOwner | undefined> {
  return await sql
    .selectFrom('accounts')
    .select(['kind', 'status', 'mirrored_from'])
    .where('name', '=', account)
    .executeTakeFirst();
}

/** The mirrored skill of that name, or undefined. */
export async function findMirroredSkill(
  sql: Kysely<Tables>,
  { account, name }: SkillName,
): Promise<MirroredSkill | undefined> {
  return await sql
    .selectFrom('skills')
    .innerJoin('mirrored_skills', 'mirrored_skills.skill_id', 'skills.id')
    .select(['skills.id', 'etag', 'checked_at', 'visibility'])
    .where('account', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
}

/** All versions of a skill that are here. */
export async function mirroredVersions(
  sql: Kysely<Tables>,
  skillId: number,
): Promise<readonly MirroredVersion[]> {
  const rows = await sql
    .selectFrom('versions')
    .select(['version', 'integrity', 'yanked'])
    .select(({ eb }) => eb('readme', '<>', '').as('described'))
    .where('skill_id', '=', skillId)
    .execute();
  return rows.map(({ described, ...row }) => ({ ...row, isDescribed: described === true }));
}
