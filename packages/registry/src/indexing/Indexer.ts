import { messageOf } from '../../../../src/errors/describeFailure.ts';
import { Refusal } from '../http/Refusal.ts';
import type { Registry } from '../Registry.ts';
import { describeProblem } from './describeProblem.ts';
import type { IndexWorker } from './IndexWorker.ts';
import { indexTag } from './indexTag.ts';
import {
  claimJob,
  failJob,
  finishJob,
  LEASE_MS,
  postponeJob,
  renewLease,
  type IndexJob,
} from './jobs.ts';

const POLL_MS = 1_000;
const MOST_ATTEMPTS = 3;
/** Waits before the second and the third attempt. */
const BACKOFF_MS = [1_000, 2_000];
const AT_ONCE = 2;

/**
 * Works off the index queue: jobs of this process as they come, and by a slow poll those that another
 * process left behind. Start it once; `stop` waits for the jobs under way.
 */
export class Indexer implements IndexWorker {
  readonly #registryOf: () => Registry;
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** The registry is asked for later: it holds this indexer. */
  constructor(registryOf: () => Registry) {
    this.#registryOf = registryOf;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), POLL_MS);
    this.#timer.unref();
  }

  wake(): void {
    if (this.#stopped || this.#running.size >= AT_ONCE) return;
    const work = this.#workOne().finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await Promise.all(this.#running);
  }

  async #workOne(): Promise<void> {
    const { sql, now, log } = this.#registryOf();
    try {
      for (;;) {
        const job = this.#stopped ? undefined : await claimJob(sql, now());
        if (job === undefined) return;
        // Another one may be waiting behind it.
        this.wake();
        await this.#run(job);
      }
    } catch (thrown) {
      log({ level: 'error', event: 'index.queue', message: messageOf(thrown) });
    }
  }

  async #run(job: IndexJob): Promise<void> {
    const { sql, now, log, metrics } = this.#registryOf();
    const sign = setInterval(() => {
      renewLease(sql, job, now()).catch(() => undefined);
    }, LEASE_MS / 3);
    try {
      if (job.attempts > MOST_ATTEMPTS) throw abandoned(job);
      const result = await indexTag(this.#registryOf(), job);
      await finishJob(sql, job, result);
      metrics.count('paks_registry_index_attempts_total', { outcome: 'indexed' });
      log({ level: 'info', event: 'index.done', job: job.id, ...result });
    } catch (thrown) {
      await this.#fail(job, thrown);
    } finally {
      clearInterval(sign);
    }
  }

  async #fail(job: IndexJob, thrown: unknown): Promise<void> {
    const { sql, now, log, metrics } = this.#registryOf();
    const { error, isPassing, cause } = describeProblem(thrown);
    const wait = BACKOFF_MS[job.attempts - 1];
    metrics.count('paks_registry_index_attempts_total', { outcome: error.code });
    log({
      level: 'warning',
      event: 'index.failed',
      job: job.id,
      attempt: job.attempts,
      ...error,
      cause,
    });
    if (!isPassing || wait === undefined || job.attempts >= MOST_ATTEMPTS) {
      await failJob(sql, job, error);
      return;
    }
    await postponeJob(sql, job, new Date(now().getTime() + wait));
    setTimeout(() => this.wake(), wait).unref();
  }
}

/** A request that ended every process that took it, or that none could finish in time. */
function abandoned({ attempts }: IndexJob): Refusal {
  return new Refusal('UNAVAILABLE', `indexing was given up: ${attempts - 1} attempts never ended`);
}
