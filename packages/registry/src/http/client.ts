import type { Exchange } from './Exchange.ts';

/** What a request is counted under: the account of its token, or its address. */
export function clientOf(exchange: Exchange): string {
  const caller = exchange.get('caller');
  return caller === null ? `address:${exchange.get('address')}` : `token:${caller.tokenId}`;
}

/**
 * The address of the client. Behind a proxy that the operator vouched for it is the last one in
 * `X-Forwarded-For`, which that proxy wrote itself; a client can forge the ones before.
 */
export function addressOf(exchange: Exchange, trustProxy: boolean): string {
  if (trustProxy) {
    const forwarded = exchange.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (forwarded !== undefined && forwarded !== '') return forwarded;
  }
  return exchange.env.incoming.socket.remoteAddress ?? 'unknown';
}
