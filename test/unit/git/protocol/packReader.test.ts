import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isPaksError } from '../../../../src/errors/PaksError.ts';
import { type GitObject, objectId } from '../../../../src/git/protocol/objectId.ts';
import { readPack } from '../../../../src/git/protocol/packReader.ts';
import {
  encodePart,
  inChunks,
  makeDelta,
  makePack,
  type PackPart,
  REAL_IDS,
  REAL_PACK,
  REAL_PACK_BY_ID,
} from '../../../helpers/gitPack.ts';

const LIMITS = { objects: 1_000, objectBytes: 100_000, contentBytes: 1_000_000 };

async function read(pack: Uint8Array, chunk?: number, limits = LIMITS): Promise<GitObject[]> {
  const objects: GitObject[] = [];
  for await (const object of readPack(inChunks(pack, chunk), limits)) objects.push(object);
  return objects;
}

const withCode = (code: string): unknown => expect.objectContaining({ code });
const blob = (content: string): PackPart => ({ kind: 3, content });
const idOf = (content: string): string => objectId('blob', Buffer.from(content));

describe('readPack, honest packs', () => {
  test.each([1, 7, 64, undefined])('reads what git wrote, in chunks of %s bytes', async (size) => {
    for (const pack of [REAL_PACK, REAL_PACK_BY_ID]) {
      const objects = await read(pack, size);
      expect(objects.map(({ id }) => id)).toEqual(REAL_IDS);
      for (const { type, bytes, id } of objects) expect(objectId(type, bytes)).toBe(id);
    }
  });

  test('reads a pack of nothing', async () => {
    expect(await read(makePack([]))).toEqual([]);
  });

  test('takes a delta by id that comes before its base, and one that waits for that delta', async () => {
    const first = makeDelta(4, 5, [0x90, 4, '!']);
    const second = makeDelta(5, 6, [0x90, 5, '?']);
    const objects = await read(
      makePack([
        { kind: 7, base: idOf('base!'), content: second },
        { kind: 7, base: idOf('base'), content: first },
        blob('base'),
      ]),
    );
    expect(objects.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([
      'base',
      'base!',
      'base!?',
    ]);
  });

  test('builds a long chain of deltas by distance', async () => {
    const parts: PackPart[] = [blob('')];
    for (let length = 0; length < 300; length++) {
      const distance = encodePart(parts.at(-1) as PackPart).length;
      const keep = length === 0 ? [] : [0xb0, length % 256, Math.floor(length / 256)];
      parts.push({ kind: 6, distance, content: makeDelta(length, length + 1, [...keep, 'x']) });
    }
    const objects = await read(makePack(parts));
    expect(objects).toHaveLength(301);
    expect(Buffer.from(objects.at(-1)?.bytes ?? []).toString()).toBe('x'.repeat(300));
  });

  test('builds evicted bases again', async () => {
    const large = (seed: string): string => seed.repeat(12 * 1024 * 1024);
    const bases = ['a', 'b', 'c', 'd'].map((seed) => blob(large(seed)));
    const delta = {
      kind: 7,
      base: idOf(large('a')),
      content: makeDelta(large('a').length, 1, ['z']),
    };
    const limits = { objects: 10, objectBytes: 16 * 1024 * 1024, contentBytes: 100 * 1024 * 1024 };
    const objects = await read(makePack([...bases, delta]), undefined, limits);
    expect(Buffer.from(objects.at(-1)?.bytes ?? []).toString()).toBe('z');
  });
});

describe('readPack, hostile packs', () => {
  const cases: [string, string, Buffer][] = [
    ['no pack at all', 'GIT_PROTOCOL', Buffer.from('<html>not a pack</html>')],
    ['nothing', 'NETWORK_TRUNCATED', Buffer.alloc(0)],
    ['an unknown version', 'GIT_PROTOCOL', makePack([], { version: 9 })],
    [
      'more objects announced than sent',
      'GIT_PROTOCOL',
      makePack([blob('a')], { count: 2, trailer: Buffer.alloc(20, 0x30) }),
    ],
    ['fewer objects announced than sent', 'GIT_PROTOCOL', makePack([blob('a')], { count: 0 })],
    ['a count over the limit', 'LIMIT_EXCEEDED', makePack([], { count: 0xffffffff })],
    ['a wrong trailer', 'GIT_PROTOCOL', makePack([blob('a')], { trailer: Buffer.alloc(20) })],
    ['a cut trailer', 'NETWORK_TRUNCATED', REAL_PACK.subarray(0, -1)],
    ['a cut object', 'NETWORK_TRUNCATED', REAL_PACK.subarray(0, 500)],
    ['something after the end', 'GIT_PROTOCOL', Buffer.concat([REAL_PACK, Buffer.from('x')])],
    ['an object of type 0', 'GIT_PROTOCOL', makePack([{ kind: 0, content: 'a' }])],
    ['an object of type 5', 'GIT_PROTOCOL', makePack([{ kind: 5, content: 'a' }])],
    ['a size too small', 'GIT_PROTOCOL', makePack([{ ...blob('aaaa'), size: 3 }])],
    ['a size too large', 'GIT_PROTOCOL', makePack([{ ...blob('aaaa'), size: 5 }])],
    ['a size over the limit', 'LIMIT_EXCEEDED', makePack([{ ...blob('a'), size: 2 ** 40 }])],
    ['a size of 2^60', 'GIT_PROTOCOL', makePack([{ ...blob('a'), size: 2 ** 60 }])],
    [
      'bytes that are not zlib',
      'GIT_PROTOCOL',
      makePack([{ ...blob('a'), deflated: Buffer.alloc(50, 7) }]),
    ],
    ['a delta onto the future', 'GIT_PROTOCOL', makePack([{ kind: 6, distance: 0, content: '' }])],
    [
      'a delta before the pack',
      'GIT_PROTOCOL',
      makePack([{ kind: 6, distance: 9_999, content: '' }]),
    ],
    [
      'a delta between entries',
      'GIT_PROTOCOL',
      makePack([blob('ab'), { kind: 6, distance: 3, content: makeDelta(2, 1, ['a']) }]),
    ],
    [
      'a delta without base',
      'GIT_PROTOCOL',
      makePack([{ kind: 7, base: 'a'.repeat(40), content: makeDelta(1, 1, ['a']) }]),
    ],
    [
      'deltas in a circle',
      'GIT_PROTOCOL',
      makePack(
        ['a', 'b'].map((base) => ({
          kind: 7,
          base: base.repeat(40),
          content: makeDelta(1, 1, ['a']),
        })),
      ),
    ],
  ];

  test.each(cases)('T05 refuses %s with %s', async (_, code, pack) => {
    for (const size of [1, undefined])
      await expect(read(pack, size)).rejects.toEqual(withCode(code));
  });

  const deltas: [string, string, Buffer][] = [
    ['for another base', 'GIT_PROTOCOL', makeDelta(5, 1, ['a'])],
    ['copying from beyond the base', 'GIT_PROTOCOL', makeDelta(4, 9, [0x90, 9])],
    ['copying from an offset beyond', 'GIT_PROTOCOL', makeDelta(4, 2, [0x91, 3, 2])],
    ['that makes too much', 'GIT_PROTOCOL', makeDelta(4, 1, ['abc'])],
    ['that makes too little', 'GIT_PROTOCOL', makeDelta(4, 9, ['abc'])],
    ['with a reserved instruction', 'GIT_PROTOCOL', makeDelta(4, 1, [0])],
    ['cut in an insertion', 'GIT_PROTOCOL', makeDelta(4, 5, [5, 1])],
    ['cut in a copy', 'GIT_PROTOCOL', makeDelta(4, 4, [0x91])],
    ['with an endless size', 'GIT_PROTOCOL', Buffer.alloc(40, 0xff)],
    ['that is empty', 'GIT_PROTOCOL', Buffer.alloc(0)],
    ['that makes a giant', 'LIMIT_EXCEEDED', makeDelta(4, 2 ** 34, ['a'])],
  ];

  test.each(deltas)('T05 refuses a delta %s with %s', async (_, code, content) => {
    const pack = makePack([blob('base'), { kind: 7, base: idOf('base'), content }]);
    await expect(read(pack)).rejects.toEqual(withCode(code));
  });

  test('T05 inflates no further than the announced size', async () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000));
    const pack = makePack([{ kind: 3, content: '', size: 10, deflated: bomb }]);
    await expect(read(pack)).rejects.toThrow('cannot be inflated to its size');
  });

  test('T05 refuses a delta that makes one object over the limit', async () => {
    const content = makeDelta(4, LIMITS.objectBytes + 1, ['a']);
    const pack = makePack([blob('base'), { kind: 7, base: idOf('base'), content }]);
    await expect(read(pack)).rejects.toEqual(withCode('LIMIT_EXCEEDED'));
  });

  test('T05 waits for no object that never ends', async () => {
    const start = makePack([
      { kind: 3, content: '', size: 10, deflated: Buffer.from([0x78, 0x01]) },
    ]);
    let sent = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      yield start.subarray(0, -20);
      for (; sent < 10_000_000; sent += 500) yield Buffer.from('000000ffff'.repeat(100), 'hex');
    };
    const reading = async (): Promise<void> => {
      for await (const _ of readPack(endless(), LIMITS));
    };
    await expect(reading()).rejects.toEqual(withCode('GIT_PROTOCOL'));
    expect(sent).toBeLessThan(10_000);
  });

  test('T05 stops small deltas that make large content again and again', async () => {
    const base = 'a'.repeat(50_000);
    const copies = Array.from({ length: 100 }, (_, index) => ({
      kind: 7,
      base: idOf(base),
      content: makeDelta(base.length, 50_001, [0xb0, 0x50, 0xc3, String.fromCharCode(index + 1)]),
    }));
    await expect(read(makePack([blob(base), ...copies]))).rejects.toEqual(
      withCode('LIMIT_EXCEEDED'),
    );
  });

  test('T05 R02 any damage to a real pack is one clean error, or no damage', async () => {
    const damage = fc.array(
      fc.record({
        at: fc.nat(REAL_PACK.length - 1),
        byte: fc.nat(255),
        how: fc.constantFrom('set', 'insert', 'remove', 'cut'),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(damage, fc.boolean(), fc.boolean(), async (changes, byId, mendTrailer) => {
        const whole = byId ? REAL_PACK_BY_ID : REAL_PACK;
        let pack = changes.reduce(applyDamage, Buffer.from(whole));
        if (mendTrailer && pack.length > 20) {
          const body = pack.subarray(0, -20);
          pack = Buffer.concat([body, createHash('sha1').update(body).digest()]);
        }
        try {
          for (const { id, type, bytes } of await read(pack, 50)) {
            expect(objectId(type, bytes)).toBe(id);
          }
        } catch (thrown) {
          if (!isPaksError(thrown)) throw thrown;
          expect(['GIT_PROTOCOL', 'NETWORK_TRUNCATED', 'LIMIT_EXCEEDED']).toContain(thrown.code);
        }
      }),
      { numRuns: 1_500 },
    );
  });
});

function applyDamage(pack: Buffer, change: { at: number; byte: number; how: string }): Buffer {
  const { at, byte, how } = change;
  if (how === 'cut') return Buffer.from(pack.subarray(0, at));
  const before = pack.subarray(0, at);
  const after = pack.subarray(how === 'insert' ? at : at + 1);
  return Buffer.concat(how === 'remove' ? [before, after] : [before, Buffer.from([byte]), after]);
}
