import type { Exchange } from './Exchange.ts';

/** What a cacheable answer is made of. */
export interface CacheableAnswer {
  readonly etag: string;
  readonly cacheControl: string;
  readonly contentType: string;
  /** Called only where the client does not have it yet. */
  readonly body: () => Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** `304` where the client has the very answer (RFC 9110, section 13.1.2), else `200` with the body. */
export function answerCacheable(exchange: Exchange, answer: CacheableAnswer): Response {
  const headers = {
    ...answer.headers,
    ETag: answer.etag,
    'Cache-Control': answer.cacheControl,
    Vary: 'Authorization',
  };
  if (hasIt(exchange.req.header('if-none-match'), answer.etag)) {
    return exchange.body(null, 304, headers);
  }
  return exchange.body(answer.body(), 200, { ...headers, 'Content-Type': answer.contentType });
}

/** For an answer that depends on who asks: caches keep what was asked with a token for nobody else. */
export function varyByCaller(exchange: Exchange): void {
  exchange.header('Vary', 'Authorization');
  if (exchange.get('caller') !== null) exchange.header('Cache-Control', 'private, no-cache');
}

/** What caches may do with an answer about a skill. */
export function cacheControlFor(visibility: string, publicRule: string): string {
  return visibility === 'public' ? publicRule : 'private, no-cache';
}

function hasIt(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return ifNoneMatch.split(',').some((entry) => entry.trim().replace(/^W\//, '') === opaque);
}
