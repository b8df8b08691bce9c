import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Where a client stands after one more request. */
export interface RateStanding {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the window ends and everything may be asked again. */
  readonly resetSeconds: number;
}

interface Lease {
  /** Requests that this process may still let through without asking the database. */
  left: number;
  readonly remainingElsewhere: number;
  readonly endsAt: number;
}

const WINDOW_MS = 60_000;
/** A process takes this part of a limit at a time: small limits one by one, large ones in bundles. */
const BUNDLES = 200;
const MOST_LEASES = 50_000;

/**
 * Counts requests by client in windows of a minute that all processes share: no more than the limit
 * pass in a window, however many processes serve. What a process has taken from the database and not
 * used when the window ends is lost, so large limits may be a half percent a process too strict.
 */
export class RateLimiter {
  readonly #database: Kysely<Tables>;
  readonly #now: () => Date;
  readonly #leases = new Map<string, Lease>();

  constructor(database: Kysely<Tables>, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** Counts one request of a client. */
  async take(client: string, limit: number): Promise<RateStanding> {
    const now = this.#now().getTime();
    const known = this.#leases.get(client);
    const lease =
      known !== undefined &&
      known.endsAt > now &&
      (known.left > 0 || known.remainingElsewhere === 0)
        ? known
        : await this.#renew(client, limit, now);
    const isAllowed = lease.left > 0;
    if (isAllowed) lease.left -= 1;
    return {
      isAllowed,
      limit,
      remaining: lease.left + lease.remainingElsewhere,
      resetSeconds: Math.max(1, Math.ceil((lease.endsAt - now) / 1000)),
    };
  }

  async #renew(client: string, limit: number, now: number): Promise<Lease> {
    const bundle = Math.max(1, Math.floor(limit / BUNDLES));
    const start = new Date(Math.floor(now / WINDOW_MS) * WINDOW_MS);
    const { rows } = await sql<{ count: number }>`
      insert into rate_windows as seen (key, started_at, count) values (${client}, ${start}, ${bundle})
      on conflict (key) do update set
        count = case when seen.started_at < ${start} then ${bundle}
          else least(seen.count, ${limit}) + ${bundle} end,
        started_at = greatest(seen.started_at, ${start})
      returning count`.execute(this.#database);
    const taken = rows[0]?.count ?? bundle;
    const lease = {
      left: Math.max(0, Math.min(bundle, limit - (taken - bundle))),
      remainingElsewhere: Math.max(0, limit - taken),
      endsAt: start.getTime() + WINDOW_MS,
    };
    if (this.#leases.size >= MOST_LEASES) this.#leases.clear();
    this.#leases.set(client, lease);
    return lease;
  }
}
