import { Refusal } from '../../http/Refusal.ts';
import type { Registry } from '../../Registry.ts';

/** What the public may know of an account. */
export interface Profile {
  readonly name: string;
  readonly kind: 'user' | 'organisation' | 'mirror';
  readonly display_name: string | null;
  readonly created_at: Date;
}

/** The account of that name. Throws `NOT_FOUND`. */
export async function findProfile(registry: Registry, name: string): Promise<Profile> {
  const row = await registry.sql
    .selectFrom('accounts')
    .select(['name', 'kind', 'display_name', 'created_at'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('NOT_FOUND', `there is no account \`${name}\` here`);
  return row;
}
