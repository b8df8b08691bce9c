import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { PaksError } from '../../../../src/errors/PaksError.ts';
import { boundedBody, collect } from '../../../../src/io/httpBody.ts';
import { explainThrown, type Attempt } from '../../../../src/io/httpFailure.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../../src/io/HttpClient.ts';
import { Refusal } from '../http/Refusal.ts';
import type { AllowedHosts } from './AllowedHosts.ts';

/** Turns a name into every address it has; the system's resolver unless a test says otherwise. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** How long a stranger's server may keep this one waiting. */
export interface Patience {
  /** Milliseconds without a byte. */
  readonly idleMs: number;
  /** Milliseconds for a whole answer. */
  readonly totalMs: number;
}

const PATIENCE: Patience = { idleMs: 15_000, totalMs: 120_000 };
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The only way from this server to a host that a stranger named (threat T21). Every hop's host is an
 * entry of the operator's list; every address of its name is judged, and the connection goes to a
 * judged address and to no later answer of the resolver; redirects stay on their host and are judged
 * anew; no proxy, no credentials, no retry; bodies, idle time and total time are bounded.
 */
export class GuardedHttp implements HttpClient {
  readonly #hosts: AllowedHosts;
  readonly #resolve: Resolve;
  readonly #patience: Patience;

  constructor(hosts: AllowedHosts, resolve: Resolve = resolveBySystem, patience = PATIENCE) {
    this.#hosts = hosts;
    this.#resolve = resolve;
    this.#patience = patience;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    let url = new URL(request.url);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      this.#hosts.checkUrl(url);
      const { answer, abort } = await this.#send(request, url);
      const location = redirectOf(answer, url);
      if (location === null) return this.#responseOf(request, { url, answer, abort });
      abort();
      if (location.host !== url.host) throw leftItsHost(url, location);
      if (request.method === 'POST') throw askedElsewhere(url, location);
      url = location;
    }
    throw new Refusal('REPOSITORY_UNREACHABLE', `\`${url.host}\` redirects without end`);
  }

  async #send(request: HttpRequest, url: URL): Promise<Sent> {
    const lookup = await this.#judgedLookup(url);
    const end = new AbortController();
    const options: RequestOptions = {
      method: request.method ?? 'GET',
      headers: {
        'accept-encoding': 'gzip',
        'user-agent': 'git/2 paks-registry',
        ...request.headers,
      },
      agent: false,
      lookup,
      timeout: this.#patience.idleMs,
      signal: request.signal ? AbortSignal.any([end.signal, request.signal]) : end.signal,
    };
    const attempt = attemptOf(request, url);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(url, options);
    endInTime(outgoing, this.#patience.totalMs);
    try {
      outgoing.end(request.body);
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      outgoing.on('error', () => undefined);
      return { answer, abort: () => end.abort() };
    } catch (thrown) {
      throw explainThrown(thrown, attempt);
    }
  }

  /** A lookup that answers with addresses judged beforehand, whatever is asked of it. */
  async #judgedLookup(url: URL): Promise<LookupFunction> {
    const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const addresses =
      isIP(hostname) === 0
        ? await this.#resolveName(hostname)
        : [{ address: hostname, family: isIP(hostname) }];
    const bad = addresses.find(({ address }) => !this.#hosts.mayConnect(hostname, address));
    if (bad !== undefined) {
      throw new Refusal(
        'REPOSITORY_NOT_ALLOWED',
        `\`${hostname}\` leads to an address that is not public`,
      );
    }
    const [first] = addresses;
    return (_hostname, options, callback) => {
      if (options.all === true) callback(null, [...addresses]);
      else callback(null, first?.address ?? '', first?.family);
    };
  }

  async #resolveName(hostname: string): Promise<readonly LookupAddress[]> {
    const addresses = await this.#resolve(hostname).catch(() => []);
    if (addresses.length > 0) return addresses;
    throw new Refusal('REPOSITORY_UNREACHABLE', `the host \`${hostname}\` could not be found`);
  }

  #responseOf(request: HttpRequest, { url, answer, abort }: Sent & { url: URL }): HttpResponse {
    const header = (name: string): string | null => {
      const value = answer.headers[name];
      return Array.isArray(value) ? value.join(', ') : (value ?? null);
    };
    const status = answer.statusCode ?? 0;
    const body = boundedBody(
      { status, header, body: answer },
      {
        attempt: attemptOf(request, url),
        maxBytes: request.maxBytes,
        idleTimeout: this.#patience.idleMs,
        abort,
        done: () => undefined,
      },
    );
    const bytes = () => collect(body);
    return {
      status,
      url: url.href,
      header,
      body,
      bytes,
      text: async () => new TextDecoder().decode(await bytes()),
    };
  }
}

interface Sent {
  readonly answer: IncomingMessage;
  readonly abort: () => void;
}

const lookupAll = promisify(systemLookup);

async function resolveBySystem(hostname: string): Promise<readonly LookupAddress[]> {
  return await lookupAll(hostname, { all: true });
}

function attemptOf(request: HttpRequest, url: URL): Attempt {
  return { method: request.method ?? 'GET', url, proxy: null };
}

function redirectOf(answer: IncomingMessage, from: URL): URL | null {
  const { location } = answer.headers;
  if (!REDIRECTS.has(answer.statusCode ?? 0)) return null;
  return location !== undefined && URL.canParse(location, from) ? new URL(location, from) : null;
}

function leftItsHost(from: URL, to: URL): Refusal {
  return new Refusal(
    'REPOSITORY_NOT_ALLOWED',
    `\`${from.host}\` redirects to \`${to.host}\`: give the address that serves the repository`,
  );
}

/** What the git client takes as the sign to find out where a repository moved within its host. */
function askedElsewhere(from: URL, to: URL): PaksError {
  return new PaksError('REDIRECT_REFUSED', {
    message: `\`${from.host}${from.pathname}\` has moved to \`${to.host}${to.pathname}\``,
  });
}

/** Ends an exchange that is idle or takes too long, wherever it is, as one that timed out. */
function endInTime(outgoing: ClientRequest, totalMs: number): void {
  let answer: IncomingMessage | undefined;
  outgoing.once('response', (received) => {
    answer = received;
  });
  const end = (): void => {
    answer?.destroy(timedOut());
    outgoing.destroy(timedOut());
  };
  const timer = setTimeout(end, totalMs);
  outgoing.on('timeout', end);
  outgoing.on('close', () => clearTimeout(timer));
}

function timedOut(): Error {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
}
