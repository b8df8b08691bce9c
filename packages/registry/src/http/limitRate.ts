import type { MiddlewareHandler } from 'hono';
import type { RateStanding } from '../limits/RateLimiter.ts';
import type { Registry } from '../Registry.ts';
import { clientOf } from './client.ts';
import type { Exchange, ExchangeEnvironment } from './Exchange.ts';
import { Refusal } from './Refusal.ts';

/**
 * The contract's limit: so many requests a minute by token or address. Archives, and conditional
 * requests that end in `304`, do not count; whether one does is known only once it is answered, so a
 * client that is over its limit is answered from what is here or not at all. Pages have a limit of
 * their own.
 */
export function limitRate(registry: Registry): MiddlewareHandler<ExchangeEnvironment> {
  return async (exchange, next) => {
    const { path } = exchange.req;
    if (UNCOUNTED.test(path)) return await next();
    if (!path.startsWith('/api/')) {
      await countPage(exchange, registry);
      return await next();
    }
    if (exchange.req.header('if-none-match') !== undefined) {
      if (await isUnchanged(exchange, { registry, next })) return;
      return tell(exchange, await countRequest(exchange, registry));
    }
    const standing = await countRequest(exchange, registry);
    await next();
    tell(exchange, standing);
  };
}

/** Counts a request of its token or address; null where there is no limit. Throws `RATE_LIMITED`. */
export async function countRequest(
  exchange: Exchange,
  registry: Registry,
): Promise<RateStanding | null> {
  const limit = limitOf(exchange, registry);
  if (limit === 0) return null;
  return required(await registry.limiter.take(clientOf(exchange), limit));
}

/** Archives, what only says that the server lives, and what pages are made of. */
const UNCOUNTED =
  /^\/api\/.*\/archive$|^\/api\/(?:health|ready|openapi\.json)$|^\/(?:assets\/|metrics$)/;
/** What can end in `304`. */
const REVALIDATED = /^\/api\/skills\/[^/]+\/[^/]+\/versions$/;

/** Answers a conditional request, and tells whether that was `304`. Throws `RATE_LIMITED`. */
async function isUnchanged(
  exchange: Exchange,
  { registry, next }: { readonly registry: Registry; readonly next: () => Promise<void> },
): Promise<boolean> {
  const limit = limitOf(exchange, registry);
  const client = clientOf(exchange);
  const standing = limit === 0 ? null : await registry.limiter.hold(client, limit);
  if (standing?.isAllowed === false) {
    if (!REVALIDATED.test(exchange.req.path)) throw tooMany(standing);
    exchange.set('isOverLimit', true);
  }
  try {
    await next();
  } finally {
    if (standing?.isAllowed === true) registry.limiter.release(client);
  }
  return exchange.res.status === 304;
}

async function countPage(exchange: Exchange, registry: Registry): Promise<void> {
  const limit = registry.settings.rateLimits.pages ?? 0;
  if (limit === 0) return;
  required(await registry.limiter.take(`page:${clientOf(exchange)}`, limit));
}

function limitOf(exchange: Exchange, { settings }: Registry): number {
  const { withToken, anonymous } = settings.rateLimits;
  return exchange.get('caller') === null ? anonymous : withToken;
}

function required(standing: RateStanding): RateStanding {
  if (standing.isAllowed) return standing;
  throw tooMany(standing);
}

function tell(exchange: Exchange, standing: RateStanding | null): void {
  if (standing === null) return;
  for (const [name, value] of Object.entries(headersOf(standing)))
    exchange.res.headers.set(name, value);
}

function tooMany(standing: RateStanding): Refusal {
  const seconds = standing.resetSeconds;
  return new Refusal(
    'RATE_LIMITED',
    `over ${standing.limit} requests this minute; ask again in ${seconds} s`,
    {
      headers: { ...headersOf(standing), 'Retry-After': String(seconds) },
      details: { limit: standing.limit, retry_after: seconds },
    },
  );
}

function headersOf({ limit, remaining, resetSeconds }: RateStanding): Record<string, string> {
  return {
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-Reset': String(resetSeconds),
  };
}
