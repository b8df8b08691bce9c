import { createAccount, findAccount } from '../accounts/Account.ts';
import { createToken, SCOPES, type Scope } from '../accounts/tokens.ts';
import { writeAudit } from '../audit/writeAudit.ts';
import { Refusal } from '../http/Refusal.ts';
import { OPERATOR, type OperatorCommand } from './OperatorCommand.ts';
import { readArguments } from './readArguments.ts';

/** `token create ACCOUNT`: prints a new token, the only time it is seen; makes the account where it is new. */
export const createTokenCommand: OperatorCommand = {
  words: 'token create',
  parameters: 'ACCOUNT [--label TEXT] [--scope read|publish|yank …] [--days N]',
  summary: 'print a new token; the account is made where it is new',
  run: async (context, argv) => {
    const { positionals, text, list } = readArguments(argv, OPTIONS, { least: 1, most: 1 });
    const [name = ''] = positionals;
    const scopes = list('scope').length === 0 ? SCOPES : list('scope').map(scopeOf);
    const now = context.now();
    const token = await context.sql.transaction().execute(async (sql) => {
      const account =
        (await findAccount(sql, name)) ?? (await createAccount(sql, { name, kind: 'user', now }));
      if (account.kind === 'mirror') {
        throw new Refusal('INVALID_REQUEST', `\`${name}\` is a name of the mirrored registry`);
      }
      const details = { scopes, label: text('label') ?? '' };
      await writeAudit(sql, {
        at: now,
        actor: OPERATOR,
        action: 'token.create',
        subject: name,
        details,
      });
      const expiresAt = expiryOf(text('days'), now);
      return await createToken(sql, { ...details, accountId: account.id, expiresAt, now });
    });
    return [token];
  },
};

const OPTIONS = {
  label: { type: 'string' },
  scope: { type: 'string', multiple: true },
  days: { type: 'string' },
} as const;

const DAY_MS = 86_400_000;

function expiryOf(days: string | undefined, now: Date): Date | null {
  if (days === undefined) return null;
  if (!/^\d{1,4}$/.test(days)) {
    throw new Refusal('INVALID_REQUEST', `\`--days ${days}\` is not a number of days`);
  }
  return new Date(now.getTime() + Number(days) * DAY_MS);
}

function scopeOf(text: string): Scope {
  const scope = SCOPES.find((known) => known === text);
  if (scope !== undefined) return scope;
  throw new Refusal(
    'INVALID_REQUEST',
    `\`${text}\` is not a scope; there are ${SCOPES.map((known) => `\`${known}\``).join(', ')}`,
  );
}
