import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { LoadVersions } from './VersionsCache.ts';

/** Reads ready answers by `account/name`: one indexed row. */
export function loadVersionsFrom(sql: Kysely<Tables>): LoadVersions {
  return async (key) => {
    const [account = '', name = ''] = key.split('/');
    const row = await sql
      .selectFrom('skills')
      .innerJoin('versions_documents', 'versions_documents.skill_id', 'skills.id')
      .select(['skills.id', 'account_id', 'visibility', 'body', 'etag'])
      .where('account', '=', account)
      .where('name', '=', name)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { id, account_id, visibility, etag, body } = row;
    return { skillId: id, account_id, visibility, etag, body: new TextEncoder().encode(body) };
  };
}
