import { hash } from 'node:crypto';
import { copyScript } from './copyScript.ts';
import { icon } from './icon.ts';
import { stylesheet } from './stylesheet.ts';

/** A file that pages refer to. Its name holds its hash, so it may be cached for ever. */
export interface Asset {
  readonly file: string;
  readonly contentType: string;
  readonly body: string;
}

/** Every asset there is. */
export const assets = {
  style: asset('style', 'css', { type: 'text/css; charset=utf-8', body: stylesheet }),
  script: asset('copy', 'js', { type: 'text/javascript; charset=utf-8', body: copyScript }),
  icon: asset('icon', 'svg', { type: 'image/svg+xml', body: icon }),
} as const;

/** The asset of that name, hash included. */
export function findAsset(file: string): Asset | undefined {
  return Object.values(assets).find((asset) => asset.file === file);
}

function asset(
  name: string,
  extension: string,
  { type, body }: { readonly type: string; readonly body: string },
): Asset {
  const digest = hash('sha256', body, 'hex').slice(0, 12);
  return { file: `${name}-${digest}.${extension}`, contentType: type, body };
}
