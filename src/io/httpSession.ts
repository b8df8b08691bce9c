import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { type Reporter, silentReporter } from '../events/Reporter.ts';
import { type Clock, systemClock } from './clock.ts';
import type { HttpClient, HttpRequest, HttpResponse } from './HttpClient.ts';
import type { HttpClientOptions } from './HttpClientOptions.ts';
import { createAgents } from './httpAgents.ts';
import { type Arrival, type AttemptOptions, attemptRequest } from './httpAttempt.ts';
import { readAuthorities, readIdentity } from './httpCertificates.ts';
import { explainThrown, isPassing } from './httpFailure.ts';
import { allowedUrl, shownUrl } from './httpOrigin.ts';
import type { Hop } from './httpRedirect.ts';
import { createPacer, type Pacer } from './httpPacer.ts';
import {
  backoff,
  isRetriable,
  LONGEST_RETRY_AFTER,
  parseRetryAfter,
  RETRIES,
} from './httpRetry.ts';
import { createSlots } from './httpSlots.ts';

const CONNECT_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 30_000;
const SOCKETS_PER_ORIGIN = 12;

/** The working half of a client: connections of its own, and the retry loop over them. */
export function openSession(options: HttpClientOptions): HttpClient {
  const settings = settingsOf(options);
  return {
    request: async (request) => {
      const url = allowedUrl(request.url, request.insecure === true);
      return await requestWithRetries(firstHop(url, request), request, settings);
    },
  };
}

interface Settings extends AttemptOptions {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly pacer: Pacer;
}

function settingsOf(options: HttpClientOptions): Settings {
  const connectTimeout = options.connectTimeout ?? CONNECT_TIMEOUT;
  const socketsPerOrigin = options.socketsPerOrigin ?? SOCKETS_PER_ORIGIN;
  const files = options.authorityFiles ?? [];
  const authorities = files.length === 0 ? undefined : readAuthorities(files);
  const identity = options.identity === undefined ? undefined : readIdentity(options.identity);
  const shared = { socketsPerOrigin, authorities, identity };
  const agents = createAgents({ connectTimeout, ...shared });
  return {
    transport: { userAgent: `paks-cli/${options.version}`, ...shared, agents },
    connectTimeout,
    proxies: options.proxies ?? { http: undefined, https: undefined, none: [] },
    slots: createSlots(socketsPerOrigin),
    idleTimeout: options.idleTimeout ?? IDLE_TIMEOUT,
    reporter: options.reporter ?? silentReporter,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    pacer: createPacer(options.requestsPerMinute),
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
  const { pacer, clock } = settings;
  const { origin } = hop.url;
  await waitForTurn(hop, request, settings);
  try {
    const arrival = await attemptRequest(hop, request, settings);
    const { response } = arrival;
    const asked = new URL(response.url).origin === origin;
    if (asked) pacer.learn(origin, (name) => response.header(name), clock.now());
    return arrival;
  } catch (thrown) {
    if (isPaksError(thrown)) return thrown;
    throw thrown;
  } finally {
    pacer.done(origin);
  }
}

/** Waits while the server, or the user's own limit, allows no more requests. */
async function waitForTurn(hop: Hop, request: HttpRequest, settings: Settings): Promise<void> {
  const { pacer, clock, reporter } = settings;
  for (;;) {
    const turn = pacer.take(hop.url.origin, clock.now());
    if (turn === null) return;
    if (turn.isFirst) {
      const message = `waiting ${Math.ceil(turn.waitMs / 1000)} s: \`${hop.url.host}\` takes no more requests for now`;
      reporter.report({ type: 'note', message });
    }
    await sleep(turn.waitMs, { hop, request, settings });
    pacer.renew(hop.url.origin, turn);
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
    hint: 'run the command again after that time',
    data: { url: shownUrl(url), retryAt },
  });
}
