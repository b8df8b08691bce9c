import { unsafeArchive } from './gzip.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const MOST_BYTES = 8192;
/** Beside path and size, what says nothing about a file's name or content. */
const UNDERSTOOD = new Set('path size mtime atime ctime uid gid uname gname comment'.split(' '));

/** What an extended header says of the next entry; null where it is silent. */
export interface PaxHeader {
  readonly path: string | null;
  /** As text; has to repeat the entry's own size. */
  readonly size: string | null;
}

/**
 * Reads a pax extended header. Records that could change anything about the entry but its path, and
 * malformed ones, throw `UNSAFE_ARCHIVE`.
 */
export function readPax(content: Uint8Array): PaxHeader {
  if (content.length > MOST_BYTES) throw unsafeArchive('has an oversized extended header');
  const seen = new Map<string, string>();
  for (const [key, value] of records(content)) {
    if (seen.has(key)) throw unsafeArchive(`repeats \`${key}\` in an extended header`);
    if (!UNDERSTOOD.has(key)) throw unsafeArchive(`has the extended header \`${key}\``);
    seen.set(key, value);
  }
  return { path: seen.get('path') ?? null, size: seen.get('size') ?? null };
}

/** One record: `<length> <key>=<value>\n`, the length in bytes and of the whole record. */
export function paxRecord(key: string, value: string): Uint8Array {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length++;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function* records(content: Uint8Array): Generator<readonly [key: string, value: string]> {
  let rest = content;
  while (rest.length > 0) {
    const space = rest.subarray(0, 6).indexOf(0x20);
    const digits = space < 0 ? '' : String.fromCharCode(...rest.subarray(0, space));
    const length = /^[1-9]\d*$/.test(digits) ? Number(digits) : 0;
    const record = rest.subarray(space + 1, length);
    if (length > rest.length || record.at(-1) !== 0x0a) throw malformed();
    const text = decode(record.subarray(0, -1));
    const equals = text.indexOf('=');
    if (equals < 1) throw malformed();
    yield [text.slice(0, equals), text.slice(equals + 1)];
    rest = rest.subarray(length);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw malformed();
  }
}

function malformed(): Error {
  return unsafeArchive('has a malformed extended header');
}
