import { PaksError } from '../errors/PaksError.ts';
import type { HttpClient } from './HttpClient.ts';
import type { HttpClientOptions } from './HttpClientOptions.ts';
import { allowedUrl, shownUrl } from './httpOrigin.ts';

/**
 * The client every part of Paks shares. Cheap to make and to import: sockets, TLS and the HTTP library
 * are loaded by the first request. Retries are reported as `request.retried`.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  let session: Promise<HttpClient> | undefined;
  return {
    request: async (request) => {
      const url = allowedUrl(request.url, request.insecure === true);
      if (options.offline === true) throw offlineFailure(url);
      session ??= import('./httpSession.ts').then(({ openSession }) => openSession(options));
      return await (await session).request(request);
    },
  };
}

function offlineFailure(url: URL): PaksError {
  return new PaksError('OFFLINE', {
    message: `\`${shownUrl(url)}\` is needed, and Paks is offline`,
    hint: 'run the command without `--offline` (or `PAKS_OFFLINE`) once, so that it is cached',
    data: { url: shownUrl(url) },
  });
}
