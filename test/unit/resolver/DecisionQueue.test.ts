import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { DecisionQueue } from '../../../src/resolver/DecisionQueue.ts';

describe('a decision queue', () => {
  test('gives out each entry once, by rank and then by variable', () => {
    const entry = fc.tuple(fc.nat(200), fc.nat(5));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 100 }), (entries) => {
        const queue = new DecisionQueue();
        for (const [variable, rank] of entries) queue.push(variable, rank);
        const given: string[] = [];
        while (!queue.isEmpty) {
          const { variable, rank } = queue.peek();
          queue.drop();
          given.push(`${rank} ${String(variable).padStart(3, '0')}`);
        }
        const expected = entries.map(
          ([variable, rank]) => `${rank} ${String(variable).padStart(3, '0')}`,
        );
        expect(given).toEqual([...new Set(expected)].sort());
      }),
    );
  });
});
