import type { MiddlewareHandler } from 'hono';
import type { Registry } from '../Registry.ts';
import type { ExchangeEnvironment } from './Exchange.ts';

/** Logs each request once it is answered: no header, no body, no address, and a token only as its account. */
export function logRequests(registry: Registry): MiddlewareHandler<ExchangeEnvironment> {
  return async (exchange, next) => {
    const started = performance.now();
    await next();
    const { pathname, search } = new URL(exchange.req.url);
    registry.log({
      level: exchange.res.status >= 500 ? 'error' : 'info',
      event: 'request',
      request: exchange.get('requestId'),
      method: exchange.req.method,
      path: pathname + search,
      status: exchange.res.status,
      account: exchange.get('caller')?.account.name,
      milliseconds: Math.round(performance.now() - started),
    });
  };
}
