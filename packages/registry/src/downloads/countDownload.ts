import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Registry } from '../Registry.ts';

/** A download that went through. */
export interface Download {
  readonly versionId: number;
  readonly skillId: number;
  /** See `http/client.ts`; only its keyed hash is kept, and only for the hour. */
  readonly client: string;
}

/** Counts a download, unless the same client had the same version within this hour. */
export async function countDownload(registry: Registry, download: Download): Promise<void> {
  const now = registry.now();
  const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  const counted = await registry.sql.transaction().execute(async (transaction) => {
    const { secret } = await transaction
      .selectFrom('registry_state')
      .select('secret')
      .executeTakeFirstOrThrow();
    const client = createHmac('sha256', secret).update(download.client).digest('base64url');
    const first = await transaction
      .insertInto('download_marks')
      .values({ version_id: download.versionId, client, hour })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version_id')
      .executeTakeFirst();
    if (first === undefined) return false;
    await transaction
      .updateTable('skills')
      .set({ downloads: sql<number>`downloads + 1` })
      .where('id', '=', download.skillId)
      .execute();
    await transaction
      .insertInto('download_days')
      .values({ skill_id: download.skillId, day: now.toISOString().slice(0, 10), count: 1 })
      .onConflict((conflict) =>
        conflict.columns(['skill_id', 'day']).doUpdateSet({
          count: sql<number>`download_days.count + 1`,
        }),
      )
      .execute();
    return true;
  });
  // Lists are ordered by downloads, which no change of a skill announces.
  if (counted) registry.searches.clear();
}

const HOUR_MS = 3_600_000;
