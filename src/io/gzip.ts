import { crc32, deflateRawSync, inflateRawSync, type Zlib } from 'node:zlib';
import { codeOf } from '../errors/describeFailure.ts';
import { PaksError } from '../errors/PaksError.ts';

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const HAS_NAME = 0x08;
/** Magic, deflate, no flags, no time, no extra flags, unknown system (RFC 1952, section 2.3). */
const STABLE_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

/** Gzip whose bytes depend on the content alone: no time, no name, no operating system. */
export function gzipStable(content: Uint8Array): Uint8Array {
  const trailer = new DataView(new ArrayBuffer(TRAILER_BYTES));
  trailer.setUint32(0, crc32(content), true);
  trailer.setUint32(4, content.length % 2 ** 32, true);
  return Buffer.concat([
    STABLE_HEADER,
    deflateRawSync(content, { level: 9 }),
    new Uint8Array(trailer.buffer),
  ]);
}

/**
 * The content of a gzip file that is exactly one member and nothing after it (threat T13). Throws
 * `LIMIT_EXCEEDED` over `maxBytes` of content, `NETWORK_TRUNCATED` where the file ends too early, and
 * `UNSAFE_ARCHIVE` for anything else that is not plain gzip.
 */
export function gunzipOnly(file: Uint8Array, maxBytes: number): Uint8Array {
  const body = file.subarray(headerLength(file));
  const { content, consumed } = inflate(body, maxBytes);
  const trailer = body.subarray(consumed);
  if (trailer.length < TRAILER_BYTES) throw cutShort();
  if (trailer.length > TRAILER_BYTES) throw unsafeArchive('goes on after its end');
  const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER_BYTES);
  const intact =
    view.getUint32(0, true) === crc32(content) && view.getUint32(4, true) === content.length;
  if (!intact) throw unsafeArchive('does not match its own checksum');
  return content;
}

/** The size of the content that a gzip file claims in its last bytes; {@link gunzipOnly} holds it to it. */
export function claimedSize(file: Uint8Array): number {
  if (file.length < HEADER_BYTES + TRAILER_BYTES) return 0;
  return new DataView(file.buffer, file.byteOffset, file.length).getUint32(file.length - 4, true);
}

/** An archive that is refused, and why. */
export function unsafeArchive(reason: string): PaksError {
  return new PaksError('UNSAFE_ARCHIVE', { message: `the archive ${reason}` });
}

/** An archive whose end is missing. */
export function cutShort(): PaksError {
  return new PaksError('NETWORK_TRUNCATED', {
    message: 'the archive ends too early',
    hint: 'run the command again; the download was cut short',
  });
}

function headerLength(file: Uint8Array): number {
  if (file.length < HEADER_BYTES) throw cutShort();
  if (file[0] !== 0x1f || file[1] !== 0x8b || file[2] !== 8) throw unsafeArchive('is not gzip');
  const flags = file[3] ?? 0;
  if (flags === 0) return HEADER_BYTES;
  if (flags !== HAS_NAME) throw unsafeArchive('has an unusual gzip header');
  const end = file.indexOf(0, HEADER_BYTES);
  if (end < 0) throw cutShort();
  return end + 1;
}

function inflate(body: Uint8Array, maxBytes: number): { content: Uint8Array; consumed: number } {
  try {
    const options = { maxOutputLength: maxBytes, info: true };
    const result = inflateRawSync(body, options) as unknown as { buffer: Buffer; engine: Zlib };
    return { content: result.buffer, consumed: result.engine.bytesWritten };
  } catch (error) {
    throw inflateFailure(error, maxBytes);
  }
}

function inflateFailure(error: unknown, maxBytes: number): unknown {
  switch (codeOf(error)) {
    case 'ERR_BUFFER_TOO_LARGE':
      return new PaksError('LIMIT_EXCEEDED', {
        message: `the archive unpacks to more than ${maxBytes} bytes`,
        data: { limit: maxBytes },
      });
    case 'Z_BUF_ERROR':
      return cutShort();
    case 'Z_DATA_ERROR':
      return unsafeArchive('is damaged');
    default:
      return error;
  }
}
