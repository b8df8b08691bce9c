import type { Kysely } from 'kysely';
import { createAccount, type Account } from '../accounts/Account.ts';
import type { Tables } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';
import { audited } from './audited.ts';
import { existingAccount } from './existingAccount.ts';
import type { OperatorCommand } from './OperatorCommand.ts';
import { readArguments } from './readArguments.ts';

/** `account create NAME`: a user, or with `--organisation` one that users can belong to. */
export const accountCreate: OperatorCommand = {
  words: 'account create',
  parameters: 'NAME [--organisation]',
  summary: 'make a user, or an organisation that users can belong to',
  run: async (context, argv) => {
    const given = readArguments(argv, { organisation: { type: 'boolean' } }, ONE);
    const [name = ''] = given.positionals;
    const kind = given.isSet('organisation') ? 'organisation' : 'user';
    return await audited(context, { action: 'account.create', subject: name }, async (sql) => {
      await createAccount(sql, { name, kind, now: context.now() });
      return [`made the ${kind} \`${name}\``];
    });
  },
};

/** `account list`: every account with its kind and status. */
export const accountList: OperatorCommand = {
  words: 'account list',
  parameters: '',
  summary: 'print every account',
  run: async ({ sql }, argv) => {
    readArguments(argv, {}, NONE);
    const accounts = await sql
      .selectFrom('accounts')
      .select(['name', 'kind', 'status'])
      .orderBy('name')
      .execute();
    return accounts.map(({ name, kind, status }) => `${name}\t${kind}\t${status}`);
  },
};

/** `account suspend NAME`: its tokens stop working; its skills stay. */
export const accountSuspend: OperatorCommand = statusCommand('suspend', 'suspended');

/** `account restore NAME`: undoes a suspension. */
export const accountRestore: OperatorCommand = statusCommand('restore', 'active');

/** `account profile NAME`: what pages and `me` show of it beside its name. */
export const accountProfile: OperatorCommand = {
  words: 'account profile',
  parameters: 'NAME [--display-name TEXT] [--email ADDRESS] [--avatar-url URL]',
  summary: 'set what is shown of an account; an empty text removes it',
  run: async (context, argv) => {
    const given = readArguments(argv, PROFILE, ONE);
    const [name = ''] = given.positionals;
    const shown = {
      display_name: given.text('display-name'),
      email: given.text('email'),
      avatar_url: given.text('avatar-url'),
    };
    const changes = Object.fromEntries(
      Object.entries(shown)
        .filter(([, text]) => text !== undefined)
        .map(([column, text]) => [column, text === '' ? null : text]),
    );
    if (Object.keys(changes).length === 0) {
      throw new Refusal('INVALID_REQUEST', 'nothing to set; see `paks-registry --help`');
    }
    const entry = { action: 'account.profile', subject: name, details: changes };
    return await audited(context, entry, async (sql) => {
      const { id } = await existingAccount(sql, name);
      await sql.updateTable('accounts').set(changes).where('id', '=', id).execute();
      return [`changed the profile of \`${name}\``];
    });
  },
};

/** `account member ORGANISATION USER ROLE`: adds a member or changes its role; `none` removes it. */
export const accountMember: OperatorCommand = {
  words: 'account member',
  parameters: 'ORGANISATION USER owner|publisher|reader|none',
  summary: 'add a member to an organisation, change its role or remove it',
  run: async (context, argv) => {
    const { positionals } = readArguments(argv, {}, { least: 3, most: 3 });
    const [organisation = '', user = '', role = ''] = positionals;
    const entry = { action: 'account.member', subject: organisation, details: { user, role } };
    return await audited(context, entry, async (sql) => {
      const of = await existingAccount(sql, organisation);
      requireMembers(of, role);
      const who = await existingAccount(sql, user, 'user');
      await setRole(sql, { organisation_id: of.id, user_id: who.id }, role);
      return [`\`${user}\` is ${role === 'none' ? 'no member' : role} of \`${organisation}\``];
    });
  },
};

const NONE = { least: 0, most: 0 };
const ONE = { least: 1, most: 1 };
const PROFILE = {
  'display-name': { type: 'string' },
  email: { type: 'string' },
  'avatar-url': { type: 'string' },
} as const;
const ROLES = ['owner', 'publisher', 'reader'] as const;

function statusCommand(verb: string, status: Account['status']): OperatorCommand {
  return {
    words: `account ${verb}`,
    parameters: 'NAME',
    summary: `set an account ${status}`,
    run: async (context, argv) => {
      const [name = ''] = readArguments(argv, {}, ONE).positionals;
      return await audited(context, { action: `account.${verb}`, subject: name }, async (sql) => {
        const { id } = await existingAccount(sql, name);
        await sql.updateTable('accounts').set({ status }).where('id', '=', id).execute();
        return [`\`${name}\` is ${status}`];
      });
    },
  };
}

/** A mirrored name has readers only: nobody here publishes for it. */
function requireMembers({ kind, name }: Account, role: string): void {
  if (kind === 'organisation') return;
  if (kind === 'mirror' && (role === 'reader' || role === 'none')) return;
  const what = kind === 'mirror' ? 'mirrored: it has readers only' : 'no organisation';
  throw new Refusal('INVALID_REQUEST', `\`${name}\` is ${what}`);
}

async function setRole(
  sql: Kysely<Tables>,
  membership: { readonly organisation_id: number; readonly user_id: number },
  text: string,
): Promise<void> {
  if (text === 'none') {
    await sql
      .deleteFrom('memberships')
      .where('organisation_id', '=', membership.organisation_id)
      .where('user_id', '=', membership.user_id)
      .execute();
    return;
  }
  const role = ROLES.find((known) => known === text);
  if (role === undefined) throw new Refusal('INVALID_REQUEST', `\`${text}\` is not a role`);
  await sql
    .insertInto('memberships')
    .values({ ...membership, role })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'user_id']).doUpdateSet({ role }),
    )
    .execute();
}
