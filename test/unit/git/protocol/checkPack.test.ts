import { describe, expect, test } from '@jest/globals';
import { checkPack } from '../../../../src/git/protocol/checkPack.ts';
import {
  inChunks,
  makeDelta,
  makePack,
  REAL_PACK,
  REAL_PACK_BY_ID,
} from '../../../helpers/gitPack.ts';

const LIMITS = { objects: 100, objectBytes: 10_000, contentBytes: 20_000 };
const check = async (pack: Uint8Array, limits = LIMITS): Promise<void> =>
  await checkPack(inChunks(pack, 100), limits);
const withCode = (code: string): unknown => expect.objectContaining({ code });

describe('checkPack', () => {
  test('accepts what git wrote', async () => {
    await expect(check(REAL_PACK)).resolves.toBeUndefined();
    await expect(check(REAL_PACK_BY_ID)).resolves.toBeUndefined();
  });

  test('T05 refuses more content than allowed, that of deltas included', async () => {
    const delta = { kind: 7, base: 'a'.repeat(40), content: makeDelta(1, 9_000, ['x']) };
    const giant = { kind: 7, base: 'a'.repeat(40), content: makeDelta(1, 10_001, ['x']) };
    await expect(check(makePack([delta, delta]))).resolves.toBeUndefined();
    await expect(check(makePack([delta, delta, delta]))).rejects.toEqual(
      withCode('LIMIT_EXCEEDED'),
    );
    await expect(check(makePack([giant]))).rejects.toEqual(withCode('LIMIT_EXCEEDED'));
  });

  test('R02 refuses a pack that is cut or damaged', async () => {
    await expect(check(REAL_PACK.subarray(0, 600))).rejects.toEqual(withCode('NETWORK_TRUNCATED'));
    const damaged = Buffer.from(REAL_PACK);
    damaged[400] = (damaged[400] ?? 0) ^ 1;
    await expect(check(damaged)).rejects.toEqual(withCode('GIT_PROTOCOL'));
  });
});
