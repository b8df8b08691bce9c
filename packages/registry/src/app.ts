import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { getMetrics } from './handlers/getMetrics.ts';
import { answerFailure, answerUnknown } from './http/answerFailure.ts';
import { addressOf } from './http/client.ts';
import type { ExchangeEnvironment } from './http/Exchange.ts';
import { limitRate } from './http/limitRate.ts';
import { observeRequests } from './http/observeRequests.ts';
import { identifyCaller } from './http/identifyCaller.ts';
import type { Registry } from './Registry.ts';
import { failuresAsPages } from './web/failuresAsPages.ts';
import { mountPages } from './web/mountPages.ts';
import { routes } from './routes.ts';

/** The whole HTTP side of a registry, without a socket. */
export function createApp(registry: Registry): Hono<ExchangeEnvironment> {
  const app = new Hono<ExchangeEnvironment>();
  app.onError((thrown, exchange) => answerFailure(thrown, exchange, registry));
  app.notFound((exchange) => answerUnknown(exchange, registry));
  app.use(observeRequests(registry));
  app.use(failuresAsPages(registry));
  app.use(async (exchange, next) => {
    exchange.set('requestId', randomUUID());
    exchange.set('address', addressOf(exchange, registry.settings.trustProxy));
    exchange.set('caller', null);
    exchange.header('X-Content-Type-Options', 'nosniff');
    await next();
  });
  app.use(identifyCaller(registry));
  app.use(limitRate(registry));
  for (const { method, path, handler } of routes) {
    app.on(method, routeOf(path), (exchange) => {
      exchange.set('route', path);
      return handler(exchange, registry);
    });
  }
  app.get('/metrics', (exchange) => getMetrics(exchange, registry));
  mountPages(app, registry);
  return app;
}

/** `{account}` of OpenAPI as `:account` of the router. */
function routeOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
