import { PaksError } from '../errors/PaksError.ts';
import { allowedUrl, shownUrl } from './httpOrigin.ts';

/** One hop of a request: where to, and what goes with it. */
export interface Hop {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly body: Uint8Array | string | undefined;
  /** How many redirects led here. */
  readonly count: number;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;
/** Headers that say nothing about who asks; every other one stays within its origin. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-type', 'git-protocol']);

/** True for the statuses whose `Location` is to be followed. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/**
 * The next hop. Authorization goes on only within one origin (scheme, host and port) and, once
 * dropped, stays dropped; https never leads to http; a POST is repeated only by 307 or 308 within its
 * origin; at most five redirects. Throws `REDIRECT_REFUSED`.
 */
export function followRedirect(
  hop: Hop,
  answer: { readonly status: number; readonly location: string | null },
  insecure: boolean,
): Hop {
  const target = targetOf(hop, answer.location, insecure);
  if (hop.count >= MOST_REDIRECTS) {
    throw refused(hop, `redirected more than ${MOST_REDIRECTS} times`);
  }
  if (hop.url.protocol === 'https:' && target.protocol === 'http:') {
    throw refused(hop, `redirected from https to http at \`${shownUrl(target)}\``);
  }
  const sameOrigin = hop.url.origin === target.origin;
  if (hop.method === 'POST' && !(sameOrigin && answer.status >= 307)) {
    throw refused(hop, `answered a POST with a redirect to \`${shownUrl(target)}\``);
  }
  return {
    ...hop,
    url: target,
    headers: sameOrigin ? hop.headers : harmless(hop.headers),
    authorization: sameOrigin ? hop.authorization : undefined,
    count: hop.count + 1,
  };
}

function targetOf(hop: Hop, location: string | null, insecure: boolean): URL {
  if (location === null || !URL.canParse(location, hop.url)) {
    throw refused(hop, 'redirected without a usable address');
  }
  const url = new URL(location, hop.url);
  try {
    return allowedUrl(url.href, insecure);
  } catch (error) {
    throw refused(hop, `redirected to \`${shownUrl(url)}\`, where Paks does not go`, error);
  }
}

function harmless(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => HARMLESS.has(name.toLowerCase())),
  );
}

function refused(hop: Hop, what: string, cause?: unknown): PaksError {
  return new PaksError('REDIRECT_REFUSED', {
    message: `\`${shownUrl(hop.url)}\` ${what}`,
    hint: 'check the URL; where the address has really changed, write the new one',
    data: { url: shownUrl(hop.url) },
    cause,
  });
}
