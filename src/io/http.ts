import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { type Reporter, silentReporter } from '../events/Reporter.ts';
import { type Clock, systemClock } from './clock.ts';
import type { HttpClient, HttpRequest, HttpResponse } from './HttpClient.ts';
import { type Arrival, type AttemptOptions, attemptRequest } from './httpAttempt.ts';
import { explainThrown, isPassing } from './httpFailure.ts';
import { allowedUrl, shownUrl } from './httpOrigin.ts';
import type { ProxySettings } from './httpProxy.ts';
import type { Hop } from './httpRedirect.ts';
import {
  backoff,
  isRetriable,
  LONGEST_RETRY_AFTER,
  parseRetryAfter,
  RETRIES,
} from './httpRetry.ts';
import { createSlots } from './httpSlots.ts';
import { readAuthorities } from './httpTransport.ts';

/** How a client behaves; times are milliseconds. */
export interface HttpClientOptions {
  /** Of Paks, for `User-Agent`. */
  readonly version: string;
  readonly reporter?: Reporter | undefined;
  readonly clock?: Clock | undefined;
  /** In [0, 1), for the jitter of waits. */
  readonly random?: (() => number) | undefined;
  /** True: every request throws `OFFLINE`. */
  readonly offline?: boolean | undefined;
  readonly proxies?: ProxySettings | undefined;
  /** PEM files whose authorities are trusted beside the system's. */
  readonly authorityFiles?: readonly string[] | undefined;
  readonly connectTimeout?: number | undefined;
  /** Without a byte for so long, a server is given up. */
  readonly idleTimeout?: number | undefined;
  readonly socketsPerOrigin?: number | undefined;
}

const CONNECT_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 30_000;
const SOCKETS_PER_ORIGIN = 12;

/**
 * The client every part of Paks shares. Cheap to make: the HTTP library and the authority files are
 * loaded by the first request. Retries are reported as `request.retried`.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  let settings: Settings | undefined;
  return {
    request: async (request) => {
      const url = allowedUrl(request.url, request.insecure === true);
      if (options.offline === true) throw offlineFailure(url);
      settings ??= settingsOf(options);
      return await requestWithRetries(firstHop(url, request), request, settings);
    },
  };
}

interface Settings extends AttemptOptions {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly random: () => number;
}

function settingsOf(options: HttpClientOptions): Settings {
  const socketsPerOrigin = options.socketsPerOrigin ?? SOCKETS_PER_ORIGIN;
  const files = options.authorityFiles ?? [];
  return {
    transport: {
      userAgent: `paks-cli/${options.version}`,
      connectTimeout: options.connectTimeout ?? CONNECT_TIMEOUT,
      socketsPerOrigin,
      authorities: files.length === 0 ? undefined : readAuthorities(files),
    },
    proxies: options.proxies ?? { http: undefined, https: undefined, none: [] },
    slots: createSlots(socketsPerOrigin),
    idleTimeout: options.idleTimeout ?? IDLE_TIMEOUT,
    reporter: options.reporter ?? silentReporter,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}

function firstHop(url: URL, request: HttpRequest): Hop {
  return {
    url,
    method: request.method ?? 'GET',
    headers: request.headers ?? {},
    authorization: request.authorization,
    body: request.body,
    count: 0,
  };
}

async function requestWithRetries(
  hop: Hop,
  request: HttpRequest,
  settings: Settings,
): Promise<HttpResponse> {
  const mayRepeat = request.idempotent ?? hop.method === 'GET';
  for (let attempt = 0; ; attempt++) {
    const outcome = await tryOnce(hop, request, settings);
    const pause = mayRepeat ? pauseAfter(outcome, hop, settings) : null;
    if (pause === null || attempt >= RETRIES) return answerOf(outcome, attempt + 1);
    if (!isPaksError(outcome)) outcome.discard();
    const waitMs = pause.asked ?? backoff(attempt, settings.random());
    const { reason } = pause;
    settings.reporter.report({ type: 'request.retried', url: shownUrl(hop.url), waitMs, reason });
    await sleep(waitMs, { hop, request, settings });
  }
}

async function tryOnce(
  hop: Hop,
  request: HttpRequest,
  settings: Settings,
): Promise<Arrival | PaksError> {
  try {
    return await attemptRequest(hop, request, settings);
  } catch (thrown) {
    if (isPaksError(thrown)) return thrown;
    throw thrown;
  }
}

async function sleep(
  milliseconds: number,
  { hop, request, settings }: { hop: Hop; request: HttpRequest; settings: Settings },
): Promise<void> {
  try {
    await settings.clock.sleep(milliseconds, request.signal);
  } catch (thrown) {
    throw explainThrown(thrown, { method: hop.method, url: hop.url, proxy: null });
  }
}

interface Pause {
  readonly reason: string;
  /** What the server asked for; null leaves it to the client. */
  readonly asked: number | null;
}

/** Why and how long to wait before trying again, or null when another try is not due. */
function pauseAfter(outcome: Arrival | PaksError, hop: Hop, { clock }: Settings): Pause | null {
  if (isPaksError(outcome)) {
    return isPassing(outcome) ? { reason: outcome.message, asked: null } : null;
  }
  const { status } = outcome.response;
  if (!isRetriable(status)) return null;
  const asked = parseRetryAfter(outcome.response.header('retry-after'), clock.now());
  if (asked !== null && asked > LONGEST_RETRY_AFTER) {
    if (status !== 429) return null;
    outcome.discard();
    throw tooManyRequests(hop.url, clock.now() + asked);
  }
  return { reason: `HTTP status ${status}`, asked };
}

function answerOf(outcome: Arrival | PaksError, attempts: number): HttpResponse {
  if (!isPaksError(outcome)) return outcome.response;
  if (attempts === 1) throw outcome;
  throw new PaksError(outcome.code, {
    message: `${outcome.message} (${attempts} attempts)`,
    hint: outcome.hint,
    data: { ...outcome.data, attempts },
    cause: outcome.cause,
  });
}

function tooManyRequests(url: URL, until: number): PaksError {
  const retryAt = new Date(until).toISOString();
  return new PaksError('RATE_LIMITED', {
    message: `\`${url.host}\` takes no more requests until ${retryAt}`,
    hint: 'run the command again after that time; signing in (`paks login`) raises the limit',
    data: { url: shownUrl(url), retryAt },
  });
}

function offlineFailure(url: URL): PaksError {
  return new PaksError('OFFLINE', {
    message: `\`${shownUrl(url)}\` is needed, and Paks is offline`,
    hint: 'run the command without `--offline` (or `PAKS_OFFLINE`) once, so that it is cached',
    data: { url: shownUrl(url) },
  });
}
