import { authenticate, type Caller } from '../accounts/tokens.ts';
import type { Registry } from '../Registry.ts';
import type { Exchange } from './Exchange.ts';
import { Refusal } from './Refusal.ts';

/** Who sent the request; null where it carries no token. Throws the contract's 401s. */
export async function identifyCaller(
  exchange: Exchange,
  registry: Registry,
): Promise<Caller | null> {
  const header = exchange.req.header('authorization');
  if (header === undefined) return null;
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  if (token === undefined) {
    throw new Refusal('INVALID_TOKEN', 'the `Authorization` header is not `Bearer TOKEN`');
  }
  return await authenticate(registry.sql, token, registry.now());
}
