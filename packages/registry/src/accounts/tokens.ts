import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';
import type { Account } from './Account.ts';

/** What a token may be used for. `read` is for private skills; public ones need no token. */
export const SCOPES = ['read', 'publish', 'yank'] as const;

/** See {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];

/** Who is asking, as proved by a token. */
export interface Caller {
  readonly tokenId: number;
  readonly account: Account;
  readonly scopes: ReadonlySet<string>;
  readonly expiresAt: Date | null;
}

/** A token to make. `expiresAt` null: it holds until it is revoked. */
export interface NewToken {
  readonly accountId: number;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
  readonly now: Date;
}

const PREFIX = 'stk_';
const SECRET_BYTES = 32;
const SHAPE = /^[\w.~+/-]{8,200}=*$/;

/** Makes a token and returns its text, which is kept nowhere. */
export async function createToken(sql: Kysely<Tables>, token: NewToken): Promise<string> {
  const text = PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
  await sql
    .insertInto('tokens')
    .values({
      account_id: token.accountId,
      hash: hashToken(text),
      label: token.label,
      scopes: [...token.scopes],
      created_at: token.now,
      expires_at: token.expiresAt,
    })
    .execute();
  return text;
}

/** Who a token belongs to. Throws `INVALID_TOKEN`, `TOKEN_EXPIRED`, or `FORBIDDEN` when suspended. */
export async function authenticate(sql: Kysely<Tables>, text: string, now: Date): Promise<Caller> {
  const row = SHAPE.test(text) ? await findToken(sql, hashToken(text)) : undefined;
  if (row === undefined || row.revoked_at !== null) {
    throw new Refusal('INVALID_TOKEN', 'the token is not known here, or was revoked');
  }
  if (row.expires_at !== null && row.expires_at <= now) {
    throw new Refusal('TOKEN_EXPIRED', `the token expired at ${row.expires_at.toISOString()}`);
  }
  if (row.status !== 'active') {
    throw new Refusal('FORBIDDEN', `the account \`${row.name}\` is suspended`);
  }
  return {
    tokenId: row.token_id,
    account: { id: row.id, name: row.name, kind: row.kind, status: row.status },
    scopes: new Set(row.scopes),
    expiresAt: row.expires_at,
  };
}

/** Ends a token. False when it had ended before. */
export async function revokeToken(
  sql: Kysely<Tables>,
  tokenId: number,
  now: Date,
): Promise<boolean> {
  const revoked = await sql
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return revoked !== undefined;
}

function hashToken(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function findToken(sql: Kysely<Tables>, hash: string) {
  return await sql
    .selectFrom('tokens')
    .innerJoin('accounts', 'accounts.id', 'tokens.account_id')
    .select(['tokens.id as token_id', 'scopes', 'expires_at', 'revoked_at'])
    .select(['accounts.id', 'accounts.name', 'kind', 'status'])
    .where('hash', '=', hash)
    .executeTakeFirst();
}
