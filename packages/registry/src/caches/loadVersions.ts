import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { LoadVersions, VersionsEntry } from './VersionsCache.ts';

/** Kept small: all of one question are in memory at once. */
const MOST_AT_ONCE = 64;

interface Waiting {
  readonly resolve: (entry: VersionsEntry | null) => void;
  readonly reject: (thrown: unknown) => void;
}

/**
 * Reads ready answers by `account/name`. Whoever asks while a question is under way gets the next one,
 * which is for all of them together: a crowd of first requests costs little more than one.
 */
export function loadVersionsFrom(database: Kysely<Tables>): LoadVersions {
  const waiting = new Map<string, Waiting[]>();
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting.size > 0) {
      const batch = new Map([...waiting].slice(0, MOST_AT_ONCE));
      for (const key of batch.keys()) waiting.delete(key);
      await answer(database, batch);
    }
    isRunning = false;
  };
  return (key) =>
    new Promise((resolve, reject) => {
      waiting.set(key, [...(waiting.get(key) ?? []), { resolve, reject }]);
      if (!isRunning) void run();
    });
}

/** Never throws: a failure is that of all who wait. */
async function answer(
  database: Kysely<Tables>,
  batch: ReadonlyMap<string, readonly Waiting[]>,
): Promise<void> {
  try {
    const found = await readEntries(database, [...batch.keys()]);
    for (const [key, all] of batch) {
      for (const { resolve } of all) resolve(found.get(key) ?? null);
    }
  } catch (thrown) {
    for (const { reject } of [...batch.values()].flat()) reject(thrown);
  }
}

async function readEntries(
  database: Kysely<Tables>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, VersionsEntry>> {
  const accounts = keys.map((key) => key.slice(0, key.indexOf('/')));
  const names = keys.map((key) => key.slice(key.indexOf('/') + 1));
  const rows = await database
    .selectFrom('skills')
    .innerJoin('versions_documents', 'versions_documents.skill_id', 'skills.id')
    .select(['skills.id', 'account', 'name', 'account_id', 'visibility', 'body', 'etag'])
    .where(
      sql<boolean>`(account, name) in (select * from unnest(${accounts}::text[], ${names}::text[]))`,
    )
    .execute();
  return new Map(
    rows.map(({ id, account, name, account_id, visibility, etag, body }) => [
      `${account}/${name}`,
      { skillId: id, account_id, visibility, etag, body: new TextEncoder().encode(body) },
    ]),
  );
}
