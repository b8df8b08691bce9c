import type { MiddlewareHandler } from 'hono';
import type { ExchangeEnvironment } from '../http/Exchange.ts';
import { isRefusal } from '../http/Refusal.ts';
import type { Registry } from '../Registry.ts';
import { PAGE_HEADERS } from './answerPage.ts';
import { siteOf } from './Site.ts';
import { failureView } from './views/failureView.ts';

/**
 * Shows every failure outside the API as a page to whoever asks for one, whichever step refused:
 * status and headers stay as they are. Goes before the steps it is to speak for.
 */
export function failuresAsPages(registry: Registry): MiddlewareHandler<ExchangeEnvironment> {
  const site = siteOf(registry.settings);
  return async (exchange, next) => {
    await next();
    const { status, headers } = exchange.res;
    if (status < 400 || exchange.req.path.startsWith('/api/')) return;
    if (!(exchange.req.header('accept') ?? '').includes('text/html')) return;
    const view = failureView(site, {
      status,
      message: isRefusal(exchange.error) ? exchange.error.message : null,
      request: exchange.get('requestId'),
    });
    const shown = new Headers(headers);
    for (const [name, value] of Object.entries(PAGE_HEADERS)) shown.set(name, value);
    for (const name of ['Content-Length', 'Content-Encoding']) shown.delete(name);
    exchange.res = undefined;
    exchange.res = new Response(String(await view), { status, headers: shown });
  };
}
