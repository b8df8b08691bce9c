import type { MiddlewareHandler } from 'hono';
import type { RateStanding } from '../limits/RateLimiter.ts';
import type { Registry } from '../Registry.ts';
import { clientOf } from './client.ts';
import type { Exchange, ExchangeEnvironment } from './Exchange.ts';
import { Refusal } from './Refusal.ts';

/**
 * The contract's limit: so many requests a minute by token or address. Archives, and conditional
 * requests that end in `304`, do not count; whether one does is known only once it is answered.
 */
export function limitRate(registry: Registry): MiddlewareHandler<ExchangeEnvironment> {
  return async (exchange, next) => {
    const { path } = exchange.req;
    if (!path.startsWith('/api/') || UNCOUNTED.test(path)) return await next();
    const isConditional = exchange.req.header('if-none-match') !== undefined;
    if (isConditional) await next();
    if (isConditional && exchange.res.status === 304) return;
    const standing = await countRequest(exchange, registry);
    if (!isConditional) await next();
    if (standing !== null) tell(exchange, standing);
  };
}

/** Counts a request of its token or address; null where there is no limit. Throws `RATE_LIMITED`. */
export async function countRequest(
  exchange: Exchange,
  registry: Registry,
): Promise<RateStanding | null> {
  const { withToken, anonymous } = registry.settings.rateLimits;
  const limit = exchange.get('caller') === null ? anonymous : withToken;
  if (limit === 0) return null;
  const standing = await registry.limiter.take(clientOf(exchange), limit);
  if (!standing.isAllowed) throw tooMany(standing);
  return standing;
}

const UNCOUNTED = /\/archive$|^\/api\/(?:health|ready|openapi\.json)$/;

function tell(exchange: Exchange, standing: RateStanding): void {
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
