import type { Handler } from '../http/Exchange.ts';

/** `GET /api/openapi.json`: what is served, as made from the schemas when the server started. */
export const getOpenApi: Handler = (exchange, registry) =>
  exchange.body(registry.openApi, 200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'public, max-age=300',
  });
