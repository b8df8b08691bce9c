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
  readonly #held = new Map<string, number>();

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
      resetSeconds: secondsTo(lease, now),
    };
  }

  /**
   * Whether a client has room for one more request, which is counted later or never: until `release`
   * it takes the room of one, so that a crowd of them is no way round the limit.
   */
  async hold(client: string, limit: number): Promise<RateStanding> {
    const now = this.#now().getTime();
    const known = this.#leases.get(client);
    const lease =
      known !== undefined && known.endsAt > now ? known : await this.#look(client, limit, now);
    const held = this.#held.get(client) ?? 0;
    const remaining = Math.max(0, lease.left + lease.remainingElsewhere - held);
    if (remaining > 0) this.#held.set(client, held + 1);
    return { isAllowed: remaining > 0, limit, remaining, resetSeconds: secondsTo(lease, now) };
  }

  /** Gives back the room that an allowed `hold` took. */
  release(client: string): void {
    const held = this.#held.get(client) ?? 0;
    if (held > 1) this.#held.set(client, held - 1);
    else this.#held.delete(client);
  }

  /** Where a client stands that this process has not counted in this window. */
  async #look(client: string, limit: number, now: number): Promise<Lease> {
    const start = windowOf(now);
    const row = await this.#database
      .selectFrom('rate_windows')
      .select('count')
      .where('key', '=', client)
      .where('started_at', '=', start)
      .executeTakeFirst();
    const remainingElsewhere = Math.max(0, limit - (row?.count ?? 0));
    return this.#keep(client, { left: 0, remainingElsewhere, endsAt: start.getTime() + WINDOW_MS });
  }

  async #renew(client: string, limit: number, now: number): Promise<Lease> {
    const bundle = Math.max(1, Math.floor(limit / BUNDLES));
    const start = windowOf(now);
    const { rows } = await sql<{ count: number }>`
      insert into rate_windows as seen (key, started_at, count) values (${client}, ${start}, ${bundle})
      on conflict (key) do update set
        count = case when seen.started_at < ${start} then ${bundle}
          else least(seen.count, ${limit}) + ${bundle} end,
        started_at = greatest(seen.started_at, ${start})
      returning count`.execute(this.#database);
    const taken = rows[0]?.count ?? bundle;
    return this.#keep(client, {
      left: Math.max(0, Math.min(bundle, limit - (taken - bundle))),
      remainingElsewhere: Math.max(0, limit - taken),
      endsAt: start.getTime() + WINDOW_MS,
    });
  }

  #keep(client: string, lease: Lease): Lease {
    if (this.#leases.size >= MOST_LEASES) this.#leases.clear();
    this.#leases.set(client, lease);
    return lease;
  }
}

function windowOf(now: number): Date {
  return new Date(Math.floor(now / WINDOW_MS) * WINDOW_MS);
}

function secondsTo({ endsAt }: Lease, now: number): number {
  return Math.max(1, Math.ceil((endsAt - now) / 1000));
}
