import { PaksError } from '../errors/PaksError.ts';
import type { HttpClient, HttpResponse } from '../io/HttpClient.ts';
import type { Credential, Credentials } from './credentials.ts';

/** One request to a git server. */
export interface GitHttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST; asking twice is harmless, as nothing is ever sent to be kept. */
  readonly body?: Uint8Array | undefined;
  readonly maxBytes: number;
}

/** What a {@link GitHttp} works with. */
export interface GitHttpOptions {
  readonly http: HttpClient;
  readonly credentials: Credentials;
  /** True where plain `http` beyond this machine was allowed for the URL. */
  readonly isInsecureAllowed: (url: string) => boolean;
}

/**
 * Requests to git servers, signed in where a server asks for it. A credential is looked up once for an
 * origin (scheme, host and port), sent to that origin only, and judged by what the server answers.
 */
export class GitHttp {
  readonly #options: GitHttpOptions;
  readonly #known = new Map<string, Promise<Credential | null>>();

  constructor(options: GitHttpOptions) {
    this.#options = options;
  }

  /** Any answer but 401, which throws `AUTH_REQUIRED`, and 403, which throws `FORBIDDEN`. */
  async request(request: GitHttpRequest): Promise<HttpResponse> {
    const { origin } = new URL(request.url);
    const known = this.#known.get(origin);
    const credential = known === undefined ? null : await known;
    const response = await this.#send(request, credential);
    if (response.status !== 401) return allowed(response, request.url);
    await discard(response);
    if (known !== undefined || new URL(response.url).origin !== origin) {
      throw signInNeeded(request.url);
    }
    return await this.#signIn(request, origin);
  }

  async #signIn(request: GitHttpRequest, origin: string): Promise<HttpResponse> {
    const { credentials } = this.#options;
    // Requests that were refused together wait for one answer of the helpers.
    const asked = this.#known.get(origin) ?? credentials.fill(request.url);
    this.#known.set(origin, asked);
    const credential = await asked;
    if (credential === null) throw signInNeeded(request.url);
    const response = await this.#send(request, credential);
    if (response.status === 401) {
      await discard(response);
      await credentials.reject(credential);
      throw signInNeeded(request.url);
    }
    if (response.status < 500) await credentials.approve(credential);
    return allowed(response, request.url);
  }

  async #send(request: GitHttpRequest, credential: Credential | null): Promise<HttpResponse> {
    const { url, headers, body, maxBytes } = request;
    return await this.#options.http.request({
      method: body === undefined ? 'GET' : 'POST',
      url,
      headers,
      body,
      maxBytes,
      idempotent: true,
      authorization: credential?.authorization,
      insecure: this.#options.isInsecureAllowed(url),
    });
  }
}

/** Reads a small body to its end, so that its connection can serve again. */
export async function discard(response: HttpResponse): Promise<void> {
  await response.bytes().catch(() => undefined);
}

function allowed(response: HttpResponse, url: string): HttpResponse {
  if (response.status !== 403) return response;
  throw new PaksError('FORBIDDEN', {
    message: `\`${repositoryOf(url)}\` is not for you (403)`,
    hint: 'check that your account may read the repository',
  });
}

function signInNeeded(url: string): PaksError {
  return new PaksError('AUTH_REQUIRED', {
    message: `\`${repositoryOf(url)}\` wants to know who you are, and no git credential helper has an answer it takes`,
    hint: 'check that `git ls-remote` on this address works without asking, or use its ssh address',
  });
}

/** The address a person knows: without the service that was asked for. */
function repositoryOf(url: string): string {
  return url.replace(/\/(?:git-upload-pack|info\/refs\?.*)$/, '');
}
