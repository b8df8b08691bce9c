import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { nearest } from '../../../src/errors/nearest.ts';

describe('nearest', () => {
  test.each([
    ['versoin', ['version', 'source'], 'version'],
    ['Version', ['version'], 'version'],
    ['skils', ['skills', 'skill'], 'skills'],
    ['instal', ['list', 'install', 'info'], 'install'],
    ['kubernetes-deploi', ['kubernetes-deploy', 'kubernetes'], 'kubernetes-deploy'],
    ['xyz', ['version', 'source'], undefined],
    ['add', [], undefined],
  ])('finds for %s among %j: %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test('takes the first of equally near ones', () => {
    expect(nearest('cat', ['bat', 'rat'])).toBe('bat');
  });

  test('always finds the word itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.string()), (word, others) => {
        expect(nearest(word, [...others, word])?.toLowerCase()).toBe(word.toLowerCase());
      }),
    );
  });

  test('finds a word again after any one slip', () => {
    const anyWord = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(
        anyWord,
        fc.nat(),
        fc.constantFrom('drop', 'double', 'swap'),
        (word, at, slip) => {
          const index = at % (word.length - 1);
          const [head, first, second, tail] = [
            word.slice(0, index),
            word.charAt(index),
            word.charAt(index + 1),
            word.slice(index + 2),
          ];
          const middle = { drop: second, double: first + first + second, swap: second + first }[
            slip
          ];
          expect(nearest(`${head}${middle}${tail}`, [word])).toBe(word);
        },
      ),
    );
  });
});
