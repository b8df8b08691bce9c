import type { MiddlewareHandler } from 'hono';
import type { Registry } from '../Registry.ts';
import type { ExchangeEnvironment } from './Exchange.ts';

/**
 * Logs and measures each request once it is answered: no header, no body, no address, and a token only
 * as its account. Metrics are by endpoint, never by what a client wrote.
 */
export function observeRequests(registry: Registry): MiddlewareHandler<ExchangeEnvironment> {
  return async (exchange, next) => {
    const started = performance.now();
    await next();
    const { method } = exchange.req;
    const { status } = exchange.res;
    const { pathname, search } = new URL(exchange.req.url);
    const milliseconds = performance.now() - started;
    const route = exchange.get('route') ?? 'none';
    registry.metrics.count('paks_registry_requests_total', { method, route, status });
    registry.metrics.observe('paks_registry_request_seconds', { route }, milliseconds / 1000);
    registry.log({
      level: status >= 500 ? 'error' : 'info',
      event: 'request',
      request: exchange.get('requestId'),
      method,
      path: pathname + search,
      status,
      account: exchange.get('caller')?.account.name,
      milliseconds: Math.round(milliseconds),
    });
  };
}
