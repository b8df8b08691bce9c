import { PaksError } from '../errors/PaksError.ts';
import { isLoopback } from '../model/GitUrl.ts';

/** The host of a URL in lower case, without brackets and without a final dot. */
export function hostOf(url: URL): string {
  return url.hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** A URL for messages and logs: no user, no password, no query (it may be signed), no fragment. */
export function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/**
 * The URL of a request, if Paks may go there: `https`, or `http` on this machine or where the source's
 * entry says `insecure`; never with a user name or password in it. Throws `SOURCE_INVALID`.
 */
export function allowedUrl(text: string, insecure: boolean): URL {
  if (!URL.canParse(text)) throw refused(`\`${text}\` is not a URL`, 'write a full `https://` URL');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused(`\`${url.protocol}\` is not a scheme to fetch from`, 'use an `https://` URL');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(
      `the URL \`${shownUrl(url)}\` carries a user name or password`,
      'take it out of the URL; use `paks login` for a registry, a credential helper for git',
    );
  }
  if (url.protocol === 'http:' && !insecure && !isLoopback(url.hostname)) {
    throw refused(
      `plain http to \`${url.host}\` is not allowed`,
      'use `https://`, or set `insecure = true` in the entry of that registry or source',
    );
  }
  return url;
}

function refused(message: string, hint: string): PaksError {
  return new PaksError('SOURCE_INVALID', { message, hint });
}
