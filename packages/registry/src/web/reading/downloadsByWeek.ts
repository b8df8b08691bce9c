import type { Registry } from '../../Registry.ts';

/** How often a skill was downloaded in the seven days that begin with `from`. */
export interface WeekOfDownloads {
  readonly from: Date;
  readonly count: number;
}

const WEEKS = 26;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** The last half year of downloads, oldest week first; the last week ends today. */
export async function downloadsByWeek(
  registry: Registry,
  skillId: number,
): Promise<readonly WeekOfDownloads[]> {
  const today = Math.floor(registry.now().getTime() / DAY_MS) * DAY_MS;
  const first = today + DAY_MS - WEEKS * WEEK_MS;
  const rows = await registry.sql
    .selectFrom('download_days')
    .select(['day', 'count'])
    .where('skill_id', '=', skillId)
    .where('day', '>=', new Date(first).toISOString().slice(0, 10))
    .execute();
  const counts = Array.from({ length: WEEKS }, () => 0);
  for (const { day, count } of rows) {
    const week = Math.floor((Date.parse(`${day}T00:00:00Z`) - first) / WEEK_MS);
    if (week < WEEKS) counts[week] = (counts[week] ?? 0) + count;
  }
  return counts.map((count, week) => ({ from: new Date(first + week * WEEK_MS), count }));
}
