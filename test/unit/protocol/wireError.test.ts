import { describe, expect, test } from '@jest/globals';
import { isWireErrorCode, readWireError } from '../../../src/protocol/wireError.ts';

describe('a failed answer', () => {
  test('says its code and message', () => {
    expect(readWireError('{"error":{"code":"FORBIDDEN","message":"no"}}')).toEqual({
      code: 'FORBIDDEN',
      message: 'no',
    });
  });

  test.each(['', '<html>', '{}', '{"error":"no"}', 'null'])(
    '%j is no answer of a registry',
    (body) => {
      expect(readWireError(body)).toBeNull();
    },
  );

  test('codes of the contract are known, inherited names are not', () => {
    expect(isWireErrorCode('RATE_LIMITED')).toBe(true);
    expect(isWireErrorCode('toString')).toBe(false);
  });
});
