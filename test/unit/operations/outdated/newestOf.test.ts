import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Version } from '../../../../src/model/Range.ts';
import { newestOf } from '../../../../src/operations/outdated/newestOf.ts';
import type { Candidate } from '../../../../src/resolver/Provider.ts';

function candidate(text: string): Candidate {
  const [version = '', ...marks] = text.split(' ');
  return {
    version: version as Version,
    yanked: marks.includes('yanked'),
    publishedAt: marks.includes('young') ? 100 : 1,
    dependencies: [],
  };
}

describe('newestOf', () => {
  test.each([
    [['1.0.0', '1.10.0', '1.9.0'], '1.10.0', '1.10.0', null],
    [['1.0.0', '2.0.0-rc.1'], '1.0.0', '1.0.0', null],
    [['1.0.0-a', '1.0.0-b'], '1.0.0-b', '1.0.0-b', null],
    [['1.0.0', '1.1.0 yanked'], '1.0.0', '1.0.0', '1.1.0'],
    [['1.0.0', '1.1.0 young'], '1.1.0', '1.0.0', null],
    [['1.0.0 yanked'], null, null, '1.0.0'],
    [[], null, null, null],
  ])('of %j: latest %s, usable %s, yanked beyond it %s', (texts, latest, usable, yanked) => {
    expect(newestOf(texts.map(candidate), 50)).toEqual({ latest, usable, yanked });
  });

  test('the order in which a source lists its versions is of no matter', () => {
    const text = fc
      .tuple(
        fc.nat({ max: 3 }),
        fc.nat({ max: 3 }),
        fc.constantFrom('', '-rc.1'),
        fc.constantFrom('', ' yanked', ' young'),
      )
      .map(([major, minor, tail, mark]) => `${major}.${minor}.0${tail}${mark}`);
    const texts = fc.uniqueArray(text, { selector: (each) => each.split(' ')[0] });
    fc.assert(
      fc.property(texts, (listed) => {
        const candidates = listed.map(candidate);
        expect(newestOf(candidates.toReversed(), 50)).toEqual(newestOf(candidates, 50));
      }),
    );
  });
});
