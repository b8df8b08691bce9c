import type { PaksError } from '../errors/PaksError.ts';
import type { Clock } from '../io/clock.ts';
import type { HttpResponse } from '../io/HttpClient.ts';
import { freshnessOf, mayStore } from './freshness.ts';
import type { AnswerKey, CachedAnswer, MetadataCache } from './metadataCache.ts';

/** Something that a registry is asked and whose answer is worth keeping. */
export interface Question<Value> {
  readonly key: AnswerKey;
  /** Milliseconds for which an answer is used without asking, at most. */
  readonly ttl: number;
  /** Checks a body and makes of it what the caller wants. Throws `REGISTRY_ANSWER_INVALID`. */
  readonly read: (body: string) => Value;
}

/** How a registry is asked, and what may be used instead of asking. */
export interface Remembering {
  readonly cache: MetadataCache;
  readonly clock: Clock;
  /**
   * `only`: the cache, however old; `stale`: the same, but what is not there is asked for; `fresh`: the
   * cache while it is young; `never`: it is only written.
   */
  readonly use: 'only' | 'stale' | 'fresh' | 'never';
  /** Sends the request, with these headers besides its own. */
  readonly ask: (headers: Readonly<Record<string, string>>) => Promise<HttpResponse>;
  /** Throws where a body of status 200 must not be kept. */
  readonly check: (body: string) => void;
  /** Any other answer as an error. */
  readonly failure: (response: HttpResponse, body: string) => PaksError;
  /** What to say where nothing is cached and nobody may be asked. */
  readonly notCached: () => PaksError;
}

/**
 * The answer to a question, from the cache where that may be used, else asked for, with its ETag where
 * one is known, and kept. An entry that cannot be read any more is none.
 */
export async function rememberedAnswer<Value>(
  question: Question<Value>,
  how: Remembering,
): Promise<Value> {
  const { cache, clock, use } = how;
  const known = use === 'never' ? null : readKnown(question, cache);
  if (
    known !== null &&
    (use === 'only' || use === 'stale' || isFresh(known.answer, clock.now(), question.ttl))
  ) {
    return known.value;
  }
  if (use === 'only') throw how.notCached();
  return await askFor(question, how, known);
}

interface Known<Value> {
  readonly answer: CachedAnswer;
  readonly value: Value;
}

async function askFor<Value>(
  { key, read }: Question<Value>,
  { cache, clock, ask, check, failure }: Remembering,
  known: Known<Value> | null,
): Promise<Value> {
  const etag = known?.answer.etag ?? null;
  const response = await ask({
    accept: 'application/json',
    ...(etag === null ? {} : { 'if-none-match': etag }),
  });
  const body = await response.text();
  const confirmedAt = clock.now();
  const cacheControl = response.header('cache-control');
  const maxAge = freshnessOf(cacheControl);
  if (response.status === 304 && known !== null) {
    const keep = maxAge ?? known.answer.maxAge;
    cache.write(key, { ...known.answer, confirmedAt, maxAge: keep });
    return known.value;
  }
  if (response.status !== 200) throw failure(response, body);
  check(body);
  const value = read(body);
  const answer = { body, etag: response.header('etag'), confirmedAt };
  if (mayStore(cacheControl)) cache.write(key, { ...answer, maxAge });
  return value;
}

function readKnown<Value>(
  { key, read }: Question<Value>,
  cache: MetadataCache,
): Known<Value> | null {
  const answer = cache.read(key);
  if (answer === null) return null;
  try {
    return { answer, value: read(answer.body) };
  } catch {
    return null;
  }
}

function isFresh({ confirmedAt, maxAge }: CachedAnswer, now: number, ttl: number): boolean {
  const age = now - confirmedAt;
  return age >= 0 && age < Math.min(ttl, maxAge ?? ttl);
}
