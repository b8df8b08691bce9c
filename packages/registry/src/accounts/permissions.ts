import type { Kysely } from 'kysely';
import type { MembershipTable, Tables } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';
import type { Account } from './Account.ts';
import { findAccount } from './Account.ts';
import type { Caller, Scope } from './tokens.ts';

type Role = MembershipTable['role'];

/** The caller of a request that needs one. Throws `AUTH_REQUIRED`, or `FORBIDDEN` without the scope. */
export function requireScope(caller: Caller | null, scope: Scope): Caller {
  if (caller === null) {
    throw new Refusal('AUTH_REQUIRED', 'this needs a token', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }
  if (caller.scopes.has(scope)) return caller;
  throw new Refusal('FORBIDDEN', `the token lacks the scope \`${scope}\``);
}

/** True when the caller may see the private skills of an account. */
export async function mayRead(
  sql: Kysely<Tables>,
  caller: Caller | null,
  accountId: number,
): Promise<boolean> {
  if (caller === null || !caller.scopes.has('read')) return false;
  if (caller.account.id === accountId) return true;
  return (await roleIn(sql, caller.account.id, accountId)) !== undefined;
}

/**
 * The account that a caller writes for: its own, or an organisation in which it may publish.
 * Throws `FORBIDDEN`, also where there is no such account.
 */
export async function accountToWriteFor(
  sql: Kysely<Tables>,
  caller: Caller,
  name: string,
): Promise<Account> {
  if (caller.account.name === name) return caller.account;
  const account = await findAccount(sql, name);
  const role = account && (await roleIn(sql, caller.account.id, account.id));
  const isOwn = account?.status === 'active' && account.kind !== 'mirror';
  if (isOwn && (role === 'owner' || role === 'publisher')) return account;
  throw new Refusal('FORBIDDEN', `\`${caller.account.name}\` may not publish for \`${name}\``);
}

/** The accounts whose private skills the caller may see. */
export async function readableAccounts(
  sql: Kysely<Tables>,
  caller: Caller | null,
): Promise<readonly number[]> {
  if (caller === null || !caller.scopes.has('read')) return [];
  const rows = await sql
    .selectFrom('memberships')
    .select('organisation_id')
    .where('user_id', '=', caller.account.id)
    .execute();
  return [caller.account.id, ...rows.map((row) => row.organisation_id)];
}

async function roleIn(
  sql: Kysely<Tables>,
  userId: number,
  organisationId: number,
): Promise<Role | undefined> {
  const row = await sql
    .selectFrom('memberships')
    .select('role')
    .where('user_id', '=', userId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row?.role;
}
