import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/Refusal.ts';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { WireError } from '../../../../src/protocol/wireError.ts';
import type { IndexJobRequest, IndexJobResult, IndexJobTable, Tables } from '../database/tables.ts';

/** An index request as the queue holds it. */
export type IndexJob = Selectable<IndexJobTable>;

/** How long a process may go without a sign of life before another takes its job over. */
export const LEASE_MS = 10_000;

/** A request to put in the queue. */
export interface NewJob {
  readonly accountId: number;
  readonly actor: string;
  readonly request: IndexJobRequest;
  readonly now: Date;
}

/** Requests of one account that may wait or run at a time. */
const MOST_OPEN = 50;

/**
 * Puts a request in the queue; from its return on, no crash loses it. Returns the job's id. Throws
 * `RATE_LIMITED` where the account has too many there already.
 */
export async function enqueueJob(database: Kysely<Tables>, job: NewJob): Promise<string> {
  const { open } = await database
    .selectFrom('index_jobs')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('account_id', '=', job.accountId)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirstOrThrow();
  if (open >= MOST_OPEN) {
    throw new Refusal('RATE_LIMITED', `${open} index requests of the account are waiting already`, {
      headers: { 'Retry-After': '10' },
    });
  }
  const id = randomUUID();
  await database
    .insertInto('index_jobs')
    .values({
      id,
      account_id: job.accountId,
      actor: job.actor,
      request: storable(job.request),
      created_at: job.now,
      run_after: job.now,
    })
    .execute();
  return id;
}

/** The job, or undefined. */
export async function findJob(database: Kysely<Tables>, id: string): Promise<IndexJob | undefined> {
  return await database
    .selectFrom('index_jobs')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * Takes the job that waits longest (or the one of that id) for this process: one that is due, or one
 * whose process gave no sign of life. No two processes get the same, and an account of which nothing
 * runs comes before one that keeps others busy.
 */
export async function claimJob(
  database: Kysely<Tables>,
  now: Date,
  id?: string,
): Promise<IndexJob | undefined> {
  const { rows } = await sql<IndexJob>`
    update index_jobs set status = 'running', attempts = attempts + 1,
      lease_until = ${new Date(now.getTime() + LEASE_MS)}
    where id = (
      select id from index_jobs
      where ((status = 'queued' and run_after <= ${now})
          or (status = 'running' and lease_until < ${now}))
        and (${id ?? null}::text is null or id = ${id ?? null})
      order by (select count(*) from index_jobs as busy where busy.status = 'running'
          and busy.lease_until >= ${now} and busy.account_id = index_jobs.account_id), run_after
      limit 1 for update skip locked)
    returning *`.execute(database);
  return rows[0];
}

/** Says that a job is still being worked on. */
export async function renewLease(
  database: Kysely<Tables>,
  job: IndexJob,
  now: Date,
): Promise<void> {
  await ownJob(database, job)
    .set({ lease_until: new Date(now.getTime() + LEASE_MS) })
    .execute();
}

/** Ends a job well. */
export async function finishJob(
  database: Kysely<Tables>,
  job: IndexJob,
  result: IndexJobResult,
): Promise<void> {
  await ownJob(database, job)
    .set({ status: 'indexed', result: storable(result), lease_until: null })
    .execute();
}

/** Ends a job with a refusal. */
export async function failJob(
  database: Kysely<Tables>,
  job: IndexJob,
  error: WireError,
): Promise<void> {
  await ownJob(database, job)
    .set({ status: 'failed', error: storable(error), lease_until: null })
    .execute();
}

/** Puts a job back, to be tried again at a time. */
export async function postponeJob(
  database: Kysely<Tables>,
  job: IndexJob,
  until: Date,
): Promise<void> {
  await ownJob(database, job)
    .set({ status: 'queued', run_after: until, lease_until: null })
    .execute();
}

/** Only the attempt that holds a job may write to it: a process that lost its lease changes nothing. */
function ownJob(database: Kysely<Tables>, job: IndexJob) {
  return database
    .updateTable('index_jobs')
    .where('id', '=', job.id)
    .where('status', '=', 'running')
    .where('attempts', '=', job.attempts);
}

/** JSON without the characters that a stranger may write and PostgreSQL refuses: zeros and half surrogates. */
function storable(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? item.replaceAll(/[\0\p{Surrogate}]/gu, '\ufffd') : item,
  );
}
