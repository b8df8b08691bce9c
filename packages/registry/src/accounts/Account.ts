import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { isAccountName } from '../../../../src/model/SkillId.ts';
import { Refusal } from '../http/Refusal.ts';

/** A user, an organisation or a mirrored name, as handlers see it. */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly kind: 'user' | 'organisation' | 'mirror';
  readonly status: 'active' | 'suspended';
}

const COLUMNS = ['id', 'name', 'kind', 'status'] as const;

/** The account of that name, or undefined. */
export async function findAccount(sql: Kysely<Tables>, name: string): Promise<Account | undefined> {
  return await sql
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('name', '=', name)
    .executeTakeFirst();
}

/** Creates an account. Throws `INVALID_REQUEST` for a bad name or one that is taken. */
export async function createAccount(
  sql: Kysely<Tables>,
  account: { readonly name: string; readonly kind: Account['kind']; readonly now: Date },
): Promise<Account> {
  const { name, kind, now } = account;
  if (!isAccountName(name)) {
    throw new Refusal(
      'INVALID_REQUEST',
      `\`${name}\` is not an account name: lower-case letters, digits and single hyphens, at most 39`,
    );
  }
  const created = await sql
    .insertInto('accounts')
    .values({ name, kind, created_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  if (created === undefined) {
    throw new Refusal('INVALID_REQUEST', `the account \`${name}\` exists already`);
  }
  return created;
}
