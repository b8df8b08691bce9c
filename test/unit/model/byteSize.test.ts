import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatByteSize, parseByteSize } from '../../../src/model/byteSize.ts';

test.each([
  ['0B', 0],
  ['500MB', 500_000_000],
  ['1.5 GB', 1_500_000_000],
  ['2GiB', 2_147_483_648],
  ['10kb', 10_000],
])('%s is %i bytes', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes);
});

test.each(['', '5', 'MB', '-1GB', '1XB', '1e9GB', '99999999999GB', '1.2345GB'])(
  '%j is no size',
  (text) => {
    expect(parseByteSize(text)).toBeNull();
  },
);

test('every size is read back from how it is written', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 45 }), (bytes) => {
      expect(parseByteSize(formatByteSize(bytes))).toBe(bytes);
    }),
  );
  expect([formatByteSize(2_000_000_000), formatByteSize(1_500_000)]).toEqual(['2GB', '1500kB']);
});
