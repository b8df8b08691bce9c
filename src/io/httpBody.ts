import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { codeOf } from '../errors/describeFailure.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { type Attempt, explainThrown, requestFailure } from './httpFailure.ts';
import { shownUrl } from './httpOrigin.ts';
import type { RawAnswer } from './httpTransport.ts';

/** What bounds a body, and how to end the exchange early. */
export interface BodyBounds {
  readonly attempt: Attempt;
  /** The most bytes, both as sent and after decompression. */
  readonly maxBytes: number;
  /** Milliseconds without a byte after which the server is given up. */
  readonly idleTimeout: number;
  /** Ends the exchange: the socket is closed. */
  readonly abort: () => void;
  /** Called once, when nothing more comes over the socket. */
  readonly done: () => void;
}

/** Fewer bytes than this in so many idle times are no answer: a byte now and then would hold the line for ever. */
const CRAWLING = { bytes: 4096, idleTimes: 10 };

/** Compressed bytes may exceed `maxBytes` by this much: gzip adds a little to what does not shrink. */
const COMPRESSION_OVERHEAD = 1024;

/**
 * The body of an answer, decompressed, read once. Bytes are taken off the socket at once and counted
 * there, so that memory never exceeds the limit however slowly they are read. Silence ends it, and so does a trickle.
 * Throws `LIMIT_EXCEEDED`, `NETWORK_TRUNCATED` or `NETWORK_TIMEOUT`.
 */
export function boundedBody(answer: RawAnswer, bounds: BodyBounds): AsyncIterable<Uint8Array> {
  const compressed = isCompressed(answer, bounds.attempt);
  const raw = receive(answer, bounds, compressed);
  return limited(compressed ? decompress(raw) : raw, bounds);
}

/** All bytes of a body in one piece. */
export async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function isCompressed(answer: RawAnswer, attempt: Attempt): boolean {
  const coding = (answer.header('content-encoding') ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || answer.status === 204 || answer.status === 304) return false;
  if (coding === 'gzip' || coding === 'x-gzip') return true;
  throw requestFailure('unknown', attempt, { detail: `it is coded as \`${coding}\`, unasked` });
}

function receive(answer: RawAnswer, bounds: BodyBounds, compressed: boolean): Readable {
  const { attempt, idleTimeout } = bounds;
  const most = bounds.maxBytes + (compressed ? COMPRESSION_OVERHEAD : 0);
  const announced = announcedLength(answer);
  const raw = new Readable({ read: () => undefined });
  // Errors are for whoever reads; before anybody does they must not end the process.
  raw.on('error', () => undefined);
  let received = 0;
  let finished = false;
  const finish = (error: PaksError | null): void => {
    if (finished) return;
    finished = true;
    clearTimeout(idle);
    clearInterval(crawl);
    bounds.done();
    if (error === null) {
      raw.push(null);
      return;
    }
    raw.destroy(error);
    bounds.abort();
  };
  const idle = setTimeout(() => {
    finish(requestFailure('idle-timeout', attempt, { detail: seconds(idleTimeout) }));
  }, idleTimeout);
  let lately = 0;
  const crawl = setInterval(() => {
    if (lately < CRAWLING.bytes) finish(crawling(lately, bounds));
    lately = 0;
  }, idleTimeout * CRAWLING.idleTimes);
  answer.body.on('data', (chunk) => {
    if (finished) return;
    idle.refresh();
    received += chunk.length;
    lately += chunk.length;
    if (received > most) finish(tooLarge(bounds));
    else raw.push(chunk);
  });
  answer.body.on('end', () => {
    const whole = announced === null || received >= announced;
    finish(whole ? null : requestFailure('truncated', attempt));
  });
  answer.body.on('error', (thrown) => finish(bodyFailure(thrown, attempt)));
  if (announced !== null && announced > most) finish(tooLarge(bounds));
  return raw;
}

function decompress(raw: Readable): Readable {
  const gunzip = createGunzip();
  gunzip.on('error', () => undefined);
  return pipeline(raw, gunzip, () => undefined);
}

async function* limited(stream: Readable, bounds: BodyBounds): AsyncGenerator<Uint8Array> {
  let total = 0;
  let whole = false;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      total += chunk.length;
      if (total > bounds.maxBytes) throw tooLarge(bounds);
      yield chunk;
    }
    whole = true;
  } catch (thrown) {
    throw bodyFailure(thrown, bounds.attempt);
  } finally {
    if (!whole) bounds.abort();
  }
}

function bodyFailure(thrown: unknown, attempt: Attempt): PaksError {
  const code = codeOf(thrown) ?? '';
  if (code.startsWith('Z_')) return requestFailure('damaged', attempt, { cause: thrown });
  const error = explainThrown(thrown, attempt);
  const isCut = !isPaksError(error) || error.data['reason'] === 'reset';
  return isCut ? requestFailure('truncated', attempt, { cause: thrown }) : error;
}

function announcedLength(answer: RawAnswer): number | null {
  const header = answer.header('content-length');
  if (header === null || answer.status === 204 || answer.status === 304) return null;
  return /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function tooLarge({ attempt, maxBytes }: BodyBounds): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `the answer of \`${shownUrl(attempt.url)}\` is larger than ${maxBytes} bytes`,
    hint: 'check the URL; nothing that Paks reads there is that large',
    data: { url: shownUrl(attempt.url), limit: maxBytes },
  });
}

function crawling(bytes: number, { attempt, idleTimeout }: BodyBounds): PaksError {
  const detail = `${bytes} bytes in ${seconds(idleTimeout * CRAWLING.idleTimes)}`;
  return requestFailure('crawling', attempt, { detail });
}

/** Milliseconds for a sentence. */
export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} seconds`;
}
