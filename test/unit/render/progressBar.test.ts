import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { progressBar } from '../../../src/render/progressBar.ts';

test('a bar fills with what is done, and is full only when all is', () => {
  expect(progressBar(0, 4, 8)).toBe('░░░░░░░░');
  expect(progressBar(1, 4, 8)).toBe('██░░░░░░');
  expect(progressBar(4, 4, 8)).toBe('████████');
  expect(progressBar(0, 0, 4)).toBe('████');
  expect(progressBar(-1, 0, 1)).toBe('░');
  fc.assert(
    fc.property(fc.integer(), fc.nat(), fc.nat(60), (done, total, columns) => {
      const bar = progressBar(done, total, columns);
      expect(bar).toHaveLength(columns);
      expect(bar).toMatch(/^█*░*$/);
      if (done < total && columns > 0) expect(bar).toMatch(/░$/);
    }),
  );
});
