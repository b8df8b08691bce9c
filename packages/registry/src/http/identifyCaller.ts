import type { MiddlewareHandler } from 'hono';
import { authenticate, type Caller } from '../accounts/tokens.ts';
import type { Registry } from '../Registry.ts';
import type { Exchange, ExchangeEnvironment } from './Exchange.ts';
import { countRequest } from './limitRate.ts';
import { Refusal } from './Refusal.ts';

/**
 * Finds out who sent a request; nobody, where it carries no token. Throws the contract's 401s, which
 * count against the address: tokens cannot be tried out faster than anonymous requests are answered.
 */
export function identifyCaller(registry: Registry): MiddlewareHandler<ExchangeEnvironment> {
  return async (exchange, next) => {
    try {
      exchange.set('caller', await callerOf(exchange, registry));
    } catch (thrown) {
      await countRequest(exchange, registry);
      throw thrown;
    }
    await next();
  };
}

async function callerOf(exchange: Exchange, registry: Registry): Promise<Caller | null> {
  const header = exchange.req.header('authorization');
  if (header === undefined) return null;
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  if (token === undefined) {
    throw new Refusal('INVALID_TOKEN', 'the `Authorization` header is not `Bearer TOKEN`');
  }
  return await authenticate(registry.sql, token, registry.now());
}
