import { revokeToken } from '../accounts/tokens.ts';
import { Refusal } from '../http/Refusal.ts';
import { audited } from './audited.ts';
import { existingAccount } from './existingAccount.ts';
import type { OperatorCommand } from './OperatorCommand.ts';
import { readArguments } from './readArguments.ts';

/** `token list ACCOUNT`: what is known of its tokens; their texts are not. */
export const tokenList: OperatorCommand = {
  words: 'token list',
  parameters: 'ACCOUNT',
  summary: 'print the tokens of an account: number, state, scopes, label',
  run: async ({ sql, now }, argv) => {
    const [name = ''] = readArguments(argv, {}, ONE).positionals;
    const account = await existingAccount(sql, name);
    const tokens = await sql
      .selectFrom('tokens')
      .select(['id', 'label', 'scopes', 'expires_at', 'revoked_at'])
      .where('account_id', '=', account.id)
      .orderBy('id')
      .execute();
    return tokens.map((token) =>
      [token.id, stateOf(token, now()), token.scopes.join(','), token.label].join('\t'),
    );
  },
};

/** `token revoke NUMBER`: ends a token at once. */
export const tokenRevoke: OperatorCommand = {
  words: 'token revoke',
  parameters: 'NUMBER',
  summary: 'end a token; `token list` shows the numbers',
  run: async (context, argv) => {
    const [number = ''] = readArguments(argv, {}, ONE).positionals;
    const id = /^\d{1,9}$/.test(number) ? Number(number) : 0;
    return await audited(context, { action: 'token.revoke', subject: number }, async (sql) => {
      if (await revokeToken(sql, id, context.now())) return [`token ${number} is revoked`];
      throw new Refusal('INVALID_REQUEST', `there is no token ${number}, or it was revoked before`);
    });
  },
};

const ONE = { least: 1, most: 1 };

function stateOf(
  token: { readonly expires_at: Date | null; readonly revoked_at: Date | null },
  now: Date,
): string {
  if (token.revoked_at !== null) return 'revoked';
  if (token.expires_at === null) return 'valid';
  return token.expires_at <= now ? 'expired' : `valid until ${token.expires_at.toISOString()}`;
}
