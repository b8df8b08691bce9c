import { Refusal } from '../http/Refusal.ts';
import type { Exchange, Handler } from '../http/Exchange.ts';
import { revokeToken, type Caller } from '../accounts/tokens.ts';
import { writeAudit } from '../audit/writeAudit.ts';
import type { Registry } from '../Registry.ts';

/** `GET {auth_url}/verify`: whom the token belongs to, and until when. */
export const getVerify: Handler = async (exchange, registry) => {
  const caller = callerOf(exchange);
  return exchange.json({
    valid: true,
    user: await userOf(registry, caller),
    expires_at: caller.expiresAt?.toISOString() ?? null,
  });
};

/** `GET {auth_url}/me`: the account behind the token. */
export const getMe: Handler = async (exchange, registry) => {
  const caller = callerOf(exchange);
  return exchange.json({ ...(await userOf(registry, caller)), status: caller.account.status });
};

/** `POST {auth_url}/revoke`: ends the very token that asks. */
export const postRevoke: Handler = async (exchange, registry) => {
  const { account, tokenId } = callerOf(exchange);
  const now = registry.now();
  const revoked = await registry.sql.transaction().execute(async (transaction) => {
    await writeAudit(transaction, {
      at: now,
      actor: account.name,
      action: 'token.revoke',
      subject: account.name,
      details: { token: tokenId },
    });
    return await revokeToken(transaction, tokenId, now);
  });
  return exchange.json({ revoked });
};

function callerOf(exchange: Exchange): Caller {
  const caller = exchange.get('caller');
  exchange.header('Cache-Control', 'no-store');
  if (caller !== null) return caller;
  throw new Refusal('AUTH_REQUIRED', 'this needs a token', {
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}

async function userOf(registry: Registry, caller: Caller) {
  const row = await registry.sql
    .selectFrom('accounts')
    .select(['email', 'avatar_url'])
    .where('id', '=', caller.account.id)
    .executeTakeFirstOrThrow();
  return { id: String(caller.account.id), username: caller.account.name, ...row };
}
