import { protocolError } from './protocolError.ts';

/** The sizes a delta announces, and where its instructions start. */
export interface DeltaHeader {
  readonly baseSize: number;
  readonly resultSize: number;
  readonly start: number;
}

/** Reads a delta's header (gitformat-pack(5), "Deltified representation"). Throws `GIT_PROTOCOL`. */
export function readDeltaHeader(delta: Uint8Array): DeltaHeader {
  const base = readSize(delta, 0);
  const result = readSize(delta, base.next);
  return { baseSize: base.size, resultSize: result.size, start: result.next };
}

/**
 * The object that a delta makes of its base. The caller bounds `resultSize` before; every copy and
 * insertion is checked against both sizes. Throws `GIT_PROTOCOL`.
 */
export function applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array {
  const { baseSize, resultSize, start } = readDeltaHeader(delta);
  if (baseSize !== base.length) throw wrong('is for another base');
  const result = new Uint8Array(resultSize);
  let at = start;
  let filled = 0;
  const put = (bytes: Uint8Array): void => {
    if (filled + bytes.length > resultSize) throw wrong('makes more than it announces');
    result.set(bytes, filled);
    filled += bytes.length;
  };
  while (at < delta.length) {
    const instruction = delta[at++] ?? 0;
    if (instruction === 0) throw wrong('has a reserved instruction');
    if ((instruction & 0x80) === 0) {
      if (at + instruction > delta.length) throw wrong('ends within an insertion');
      put(delta.subarray(at, at + instruction));
      at += instruction;
      continue;
    }
    const copy = readCopy(delta, at, instruction);
    at = copy.next;
    if (copy.offset + copy.size > base.length) throw wrong('copies from beyond its base');
    put(base.subarray(copy.offset, copy.offset + copy.size));
  }
  if (filled !== resultSize) throw wrong('makes less than it announces');
  return result;
}

interface Copy {
  readonly offset: number;
  readonly size: number;
  readonly next: number;
}

const LARGEST_COPY = 0x10000;

function readCopy(delta: Uint8Array, start: number, instruction: number): Copy {
  let next = start;
  const bytesOf = (firstBit: number, count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++) {
      if ((instruction & (1 << (firstBit + index))) === 0) continue;
      const byte = delta[next++];
      if (byte === undefined) throw wrong('ends within a copy');
      value += byte * 2 ** (8 * index);
    }
    return value;
  };
  const offset = bytesOf(0, 4);
  const size = bytesOf(4, 3) || LARGEST_COPY;
  return { offset, size, next };
}

const LONGEST_SIZE = 6;

function readSize(delta: Uint8Array, start: number): { size: number; next: number } {
  let size = 0;
  for (let index = 0; index < LONGEST_SIZE; index++) {
    const byte = delta[start + index];
    if (byte === undefined) throw wrong('has no header');
    size += (byte & 0x7f) * 2 ** (7 * index);
    if ((byte & 0x80) === 0) return { size, next: start + index + 1 };
  }
  throw wrong('announces an impossible size');
}

function wrong(what: string): Error {
  return protocolError('malformed', `the git server sent a broken pack: a delta ${what}`);
}
