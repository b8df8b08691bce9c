import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { diffLockfiles } from '../../../src/lockfile/diffLockfiles.ts';
import { anyLockfile } from './anyLockfile.ts';
import { edge, folder, gitSkill, lockOf, registrySkill } from './lockedSkills.ts';

describe('diffLockfiles', () => {
  test('lists what was added, removed and changed', () => {
    const difference = diffLockfiles(
      lockOf(registrySkill('a/gone', '1.0.0'), registrySkill('a/same', '1.0.0'), folder('mine')),
      lockOf(registrySkill('a/new', '1.0.0'), registrySkill('a/same', '1.0.0'), folder('mine')),
    );
    expect(difference.added.map(({ id }) => id)).toEqual(['a/new']);
    expect(difference.removed.map(({ id }) => id)).toEqual(['a/gone']);
    expect(difference.changed).toEqual([]);
  });

  test.each([
    ['upgraded', registrySkill('pdf', '1.9.0'), registrySkill('pdf', '1.10.0'), false],
    ['downgraded', registrySkill('pdf', '2.0.0'), registrySkill('pdf', '2.0.0-rc'), false],
    ['upgraded', registrySkill('pdf', '1.0.0'), registrySkill('pdf', '1.1.0', [], '1.0.0'), true],
    ['source', registrySkill('pdf', '1.0.0'), gitSkill('pdf', { kind: 'default' }), false],
    [
      'source',
      gitSkill('pdf', { kind: 'default' }),
      gitSkill('pdf', { kind: 'tag', name: 'v1' }),
      true,
    ],
    [
      'commit',
      gitSkill('pdf', { kind: 'default' }, 'a'),
      gitSkill('pdf', { kind: 'default' }, 'b'),
      true,
    ],
    ['content', registrySkill('pdf', '1.0.0'), registrySkill('pdf', '1.0.0', [], 'other'), false],
    [
      'details',
      registrySkill('pdf', '1.0.0'),
      registrySkill('pdf', '1.0.0', [edge('a/b', '*')]),
      true,
    ],
    ['details', folder('pdf'), folder('pdf', [edge('a/b', '*')]), false],
  ] as const)(
    'calls it %s and knows whether there is anything to review',
    (kind, from, to, sameContent) => {
      expect(diffLockfiles(lockOf(from), lockOf(to)).changed).toEqual([
        { id: 'pdf', kind, from, to, sameContent },
      ]);
    },
  );

  test('leads from one lock to the other', () => {
    fc.assert(
      fc.property(anyLockfile, anyLockfile, (from, to) => {
        const { added, removed, changed } = diffLockfiles(from, to);
        const result = new Map(from.skills.map((skill) => [skill.id, skill]));
        for (const { id } of removed) result.delete(id);
        for (const { id, to: next } of changed) result.set(id, next);
        for (const skill of added) result.set(skill.id, skill);
        expect(lockOf(...result.values())).toEqual(to);
        expect(diffLockfiles(from, from)).toEqual({ added: [], removed: [], changed: [] });
      }),
    );
  });
});
