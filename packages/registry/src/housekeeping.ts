import { sql } from 'kysely';
import { messageOf } from '../../../src/errors/describeFailure.ts';
import type { Registry } from './Registry.ts';

const EVERY_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const KEPT_JOBS_MS = 7 * 24 * HOUR_MS;
/** A process that is further behind than this forgets its whole cache. */
const KEPT_CHANGES = 10_000;

/** Removes every ten minutes what nobody needs any more. Any number of processes may do it. Returns how to stop. */
export function startHousekeeping(registry: Registry): () => void {
  const timer = setInterval(() => {
    tidy(registry).catch((thrown: unknown) => {
      registry.log({ level: 'warning', event: 'housekeeping.failed', message: messageOf(thrown) });
    });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Removes marks of downloads and requests that no longer count, old changes and finished index requests. */
export async function tidy({ sql: database, now }: Registry): Promise<void> {
  const hoursAgo = (hours: number) => new Date(now().getTime() - hours * HOUR_MS);
  await database.deleteFrom('download_marks').where('hour', '<', hoursAgo(2)).execute();
  await database.deleteFrom('rate_windows').where('started_at', '<', hoursAgo(1)).execute();
  await database
    .deleteFrom('index_jobs')
    .where('status', 'in', ['indexed', 'failed'])
    .where('created_at', '<', new Date(now().getTime() - KEPT_JOBS_MS))
    .execute();
  await sql`delete from changes
    where revision <= (select revision from registry_state) - ${KEPT_CHANGES}`.execute(database);
}
