import { isIP } from 'node:net';
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
    if (forwarded !== undefined && isIP(forwarded) !== 0) return networkOf(forwarded);
  }
  return networkOf(exchange.env.incoming.socket.remoteAddress ?? 'unknown');
}

/**
 * What an address is counted as: an IPv4 one as itself, also in its IPv6 form; an IPv6 one as its first
 * 64 bits, because whoever has one has them all.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped !== undefined || isIP(plain) !== 6) return mapped ?? plain;
  const [head = '', tail = ''] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
