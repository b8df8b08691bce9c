import type { Kysely } from 'kysely';
import { findAccount, type Account } from '../accounts/Account.ts';
import type { Tables } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';

/** The account of that name and kind. Throws `INVALID_REQUEST` where there is none. */
export async function existingAccount(
  sql: Kysely<Tables>,
  name: string,
  kind?: Account['kind'],
): Promise<Account> {
  const account = await findAccount(sql, name);
  if (account !== undefined && (kind === undefined || account.kind === kind)) return account;
  throw new Refusal('INVALID_REQUEST', `there is no ${kind ?? 'account'} \`${name}\``);
}
