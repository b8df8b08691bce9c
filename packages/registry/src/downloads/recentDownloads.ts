import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

const RECENT_DAYS = 30;
const DAY_MS = 86_400_000;

/** How often a skill was downloaded in the last 30 days. */
export async function recentDownloads(
  database: Kysely<Tables>,
  skillId: number,
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - RECENT_DAYS * DAY_MS).toISOString().slice(0, 10);
  const { total } = await database
    .selectFrom('download_days')
    .select(sql<number>`coalesce(sum(count), 0)::int`.as('total'))
    .where('skill_id', '=', skillId)
    .where('day', '>', since)
    .executeTakeFirstOrThrow();
  return total;
}
