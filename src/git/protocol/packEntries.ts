import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { codeOf } from '../../errors/describeFailure.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { ByteReader } from './ByteReader.ts';
import type { ObjectType } from './objectId.ts';
import { protocolError, truncated } from './protocolError.ts';

/** What bounds a pack; one more of anything throws `LIMIT_EXCEEDED`. */
export interface PackLimits {
  readonly objects: number;
  /** Of one object, uncompressed. */
  readonly objectBytes: number;
  /** Of all objects, uncompressed. */
  readonly contentBytes: number;
}

/** One entry as it lies in the pack: a whole object, or a delta whose base is a place or an id. */
export interface PackEntry {
  readonly offset: number;
  readonly base: number | string | null;
  /** Null for a delta: it is of its base's type. */
  readonly type: ObjectType | null;
  /** Of the content, or of the delta. */
  readonly size: number;
  /** The content or the delta, compressed: a copy, safe to keep. */
  readonly deflated: Uint8Array;
}

const TYPES: ReadonlyMap<number, ObjectType> = new Map([
  [1, 'commit'],
  [2, 'tree'],
  [3, 'blob'],
  [4, 'tag'],
]);
const OFFSET_DELTA = 6;
const REFERENCE_DELTA = 7;
const ID_BYTES = 20;

/**
 * Reads a pack's entries (gitformat-pack(5)), inflating each once to find its end. The trailer must
 * be the SHA-1 of all before it, and the last bytes there are.
 * @yields the entries in the pack's order
 */
export async function* readPackEntries(
  chunks: AsyncIterable<Uint8Array>,
  limits: PackLimits,
): AsyncGenerator<PackEntry> {
  const input = new PackInput(chunks);
  try {
    const count = await readCount(input, limits);
    for (let index = 0; index < count; index++) yield await readEntry(input, limits);
    await input.finish();
  } finally {
    await input.close();
  }
}

/** The content of an entry. Throws `GIT_PROTOCOL` where it is not of the announced size. */
export function inflateEntry(entry: Pick<PackEntry, 'deflated' | 'size'>): Uint8Array {
  const inflated = tryInflate(entry.deflated, entry.size);
  if (inflated === null) throw malformed('an object is cut');
  return inflated.content;
}

/** The pack's bytes, counted and hashed as they are consumed. */
class PackInput {
  readonly #reader: ByteReader;
  readonly #hash = createHash('sha1');
  offset = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#reader = new ByteReader(chunks);
  }

  get buffered(): Uint8Array {
    return this.#reader.buffered;
  }

  async fill(length: number): Promise<boolean> {
    return await this.#reader.fill(length);
  }

  async read(length: number): Promise<Uint8Array> {
    if (!(await this.#reader.fill(length))) throw truncated('a pack');
    return this.consume(length);
  }

  consume(length: number): Uint8Array {
    const bytes = this.#reader.take(length);
    this.#hash.update(bytes);
    this.offset += length;
    return bytes;
  }

  async byte(): Promise<number> {
    return (await this.read(1))[0] ?? 0;
  }

  async finish(): Promise<void> {
    const expected = this.#hash.digest('hex');
    if (!(await this.#reader.fill(ID_BYTES))) throw truncated('a pack');
    if (hex(this.#reader.take(ID_BYTES)) !== expected) throw malformed('its checksum is wrong');
    if (await this.#reader.fill(1)) throw malformed('something follows its end');
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }
}

async function readCount(input: PackInput, limits: PackLimits): Promise<number> {
  const header = Buffer.from(await input.read(12));
  if (header.toString('latin1', 0, 4) !== 'PACK') throw malformed('it does not start as one');
  const version = header.readUInt32BE(4);
  if (version !== 2 && version !== 3) throw malformed(`its version is ${version}`);
  const count = header.readUInt32BE(8);
  if (count > limits.objects) throw overLimit('objects', count, limits.objects);
  return count;
}

async function readEntry(input: PackInput, limits: PackLimits): Promise<PackEntry> {
  const { offset } = input;
  const { kind, size } = await readKindAndSize(input);
  const type = TYPES.get(kind) ?? null;
  let base: number | string | null = null;
  if (kind === OFFSET_DELTA) {
    base = offset - (await readDistance(input));
    if (base <= 0 || base >= offset) throw malformed('a delta points outside of it');
  } else if (kind === REFERENCE_DELTA) {
    base = hex(await input.read(ID_BYTES));
  } else if (type === null) {
    throw malformed(`it has an object of the unknown type ${kind}`);
  }
  if (size > limits.objectBytes) throw overLimit('bytes in one file', size, limits.objectBytes);
  return { offset, base, type, size, deflated: await readDeflated(input, size) };
}

const MOST_SIZE_BYTES = 6;

async function readKindAndSize(input: PackInput): Promise<{ kind: number; size: number }> {
  let byte = await input.byte();
  const kind = (byte >> 4) & 7;
  let size = byte & 15;
  for (let index = 0; (byte & 0x80) !== 0; index++) {
    if (index === MOST_SIZE_BYTES) throw malformed('an object has an impossible size');
    byte = await input.byte();
    size += (byte & 0x7f) * 2 ** (4 + 7 * index);
  }
  return { kind, size };
}

async function readDistance(input: PackInput): Promise<number> {
  let byte = await input.byte();
  let distance = byte & 0x7f;
  for (let index = 0; (byte & 0x80) !== 0; index++) {
    if (index === MOST_SIZE_BYTES) throw malformed('a delta points outside of it');
    byte = await input.byte();
    distance = (distance + 1) * 128 + (byte & 0x7f);
  }
  return distance;
}

/**
 * Nothing says where a compressed object ends but inflating it. Each failed try waits for twice the
 * bytes, so that the work stays linear; no honest object needs much more than its own size.
 */
async function readDeflated(input: PackInput, size: number): Promise<Uint8Array> {
  const most = size + Math.ceil(size / 256) + 1024;
  for (let wanted = 1; ; wanted = Math.max(64, input.buffered.length * 2)) {
    const more = await input.fill(wanted);
    const inflated = tryInflate(input.buffered, size);
    if (inflated !== null) return input.consume(inflated.consumed).slice();
    if (!more) throw truncated('a pack');
    if (input.buffered.length > most) throw malformed('an object does not end');
  }
}

interface Inflated {
  readonly content: Uint8Array;
  readonly consumed: number;
}

/** Null when the input ends too soon. Never makes more than `size` bytes. */
function tryInflate(deflated: Uint8Array, size: number): Inflated | null {
  try {
    const { buffer, engine } = inflateSync(deflated, {
      info: true,
      maxOutputLength: Math.max(1, size),
      chunkSize: Math.max(64, size),
    }) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
    if (buffer.length !== size) throw malformed('an object is not of its size');
    return { content: buffer, consumed: engine.bytesWritten };
  } catch (thrown) {
    if (codeOf(thrown) === 'Z_BUF_ERROR') return null;
    if (codeOf(thrown) === 'GIT_PROTOCOL') throw thrown;
    throw malformed('an object cannot be inflated to its size', thrown);
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function malformed(what: string, cause?: unknown): PaksError {
  return protocolError('malformed', `the git server sent a broken pack: ${what}`, cause);
}

function overLimit(what: string, value: number, limit: number): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `the git server sent ${value} ${what}, and the limit is ${limit}`,
    hint: 'a repository of skills holds nothing that large; check the URL and the path',
    data: { value, limit },
  });
}
