import { hash } from 'node:crypto';
import { answerCacheable, cacheControlFor } from '../http/conditional.ts';
import type { Exchange } from '../http/Exchange.ts';
import type { Markup } from './Markup.ts';

const HTML = 'text/html; charset=utf-8';

/** What a browser may do with a page: load our own style, script and icon, send our forms, no more. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Content-Type': HTML,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'interest-cohort=(), camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Sends a page. One that shows private things, or was asked for with a token, is kept by no cache. */
export async function answerPage(exchange: Exchange, page: Markup): Promise<Response> {
  const body = String(await page);
  const isAnonymous = exchange.get('caller') === null;
  return answerCacheable(exchange, {
    etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`,
    cacheControl: cacheControlFor(isAnonymous ? 'public' : 'private', 'public, max-age=60'),
    contentType: HTML,
    headers: PAGE_HEADERS,
    body: () => body,
  });
}
