import type { HttpRequest, HttpResponse } from './HttpClient.ts';
import { boundedBody, collect, seconds } from './httpBody.ts';
import { type Attempt, explainThrown, requestFailure } from './httpFailure.ts';
import { type ProxySettings, proxyFor } from './httpProxy.ts';
import { followRedirect, type Hop, isRedirect } from './httpRedirect.ts';
import type { Slots } from './httpSlots.ts';
import { exchange, type RawAnswer, type TransportOptions } from './httpTransport.ts';

/** What an attempt needs beside the request itself. */
export interface AttemptOptions {
  readonly transport: TransportOptions;
  readonly proxies: ProxySettings;
  readonly slots: Slots;
  readonly connectTimeout: number;
  readonly idleTimeout: number;
}

/** An answer, and the way to end it unread. */
export interface Arrival {
  readonly response: HttpResponse;
  discard(): void;
}

/**
 * One try of a request: follows redirects within the rules and stops at the first answer that is
 * none. Every exchange takes a slot of its origin until its body is over.
 */
export async function attemptRequest(
  first: Hop,
  request: HttpRequest,
  options: AttemptOptions,
): Promise<Arrival> {
  let hop = first;
  for (;;) {
    const arrival = await exchangeHop(hop, request, options);
    const { response } = arrival;
    if (!isRedirect(response.status)) {
      return request.whole === true ? await readWhole(arrival) : arrival;
    }
    arrival.discard();
    const answer = { status: response.status, location: response.header('location') };
    hop = followRedirect(hop, answer, request.insecure === true);
  }
}

async function exchangeHop(
  hop: Hop,
  request: HttpRequest,
  options: AttemptOptions,
): Promise<Arrival> {
  const proxy = proxyFor(hop.url, options.proxies);
  const attempt: Attempt = { method: hop.method, url: hop.url, proxy };
  const release = await options.slots.acquire(hop.url.origin);
  const ending = new AbortController();
  const discard = (): void => ending.abort();
  try {
    const answer = await answerInTime({ hop, request, attempt, ending }, options);
    if (answer.status === 407 && proxy !== null) {
      throw requestFailure('proxy', attempt, { detail: 'it asks for a user name and password' });
    }
    const body = boundedBody(answer, {
      attempt,
      maxBytes: request.maxBytes,
      idleTimeout: options.idleTimeout,
      abort: discard,
      done: release,
    });
    return { response: responseOf(answer, hop, body), discard };
  } catch (thrown) {
    discard();
    release();
    throw explainThrown(thrown, attempt);
  }
}

interface Exchange {
  readonly hop: Hop;
  readonly request: HttpRequest;
  readonly attempt: Attempt;
  readonly ending: AbortController;
}

/** The head of the answer, or an idle failure: a server must not hold the line before it answers. */
async function answerInTime(
  { hop, request, attempt, ending }: Exchange,
  options: AttemptOptions,
): Promise<RawAnswer> {
  const longest = options.connectTimeout + options.idleTimeout;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    ending.abort();
  }, longest);
  const signals = request.signal === undefined ? [] : [request.signal];
  const signal = AbortSignal.any([ending.signal, ...signals]);
  try {
    return await exchange(hop, { proxy: attempt.proxy, signal }, options.transport);
  } catch (thrown) {
    if (late) throw requestFailure('idle-timeout', attempt, { detail: seconds(longest) });
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

async function readWhole(arrival: Arrival): Promise<Arrival> {
  const body = oneChunk(await arrival.response.bytes());
  return { ...arrival, response: { ...arrival.response, body, ...readers(body) } };
}

function responseOf(answer: RawAnswer, hop: Hop, body: AsyncIterable<Uint8Array>): HttpResponse {
  return {
    status: answer.status,
    url: hop.url.href,
    header: (name) => answer.header(name),
    body,
    ...readers(body),
  };
}

function readers(body: AsyncIterable<Uint8Array>): Pick<HttpResponse, 'bytes' | 'text'> {
  return {
    bytes: () => collect(body),
    text: async () => new TextDecoder().decode(await collect(body)),
  };
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
