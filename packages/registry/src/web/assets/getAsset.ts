import { Refusal } from '../../http/Refusal.ts';
import { answerCacheable } from '../../http/conditional.ts';
import type { PageHandler } from '../Web.ts';
import { findAsset } from './assets.ts';

/** `GET /assets/{file}`: style, script and icon. A page never names one that has changed. */
export const getAsset: PageHandler = (exchange) => {
  const asset = findAsset(exchange.req.param('file') ?? '');
  if (asset === undefined) throw new Refusal('NOT_FOUND', 'there is no such file');
  return answerCacheable(exchange, {
    etag: `"${asset.file}"`,
    cacheControl: 'public, max-age=31536000, immutable',
    contentType: asset.contentType,
    headers: {
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
    body: () => asset.body,
  });
};
