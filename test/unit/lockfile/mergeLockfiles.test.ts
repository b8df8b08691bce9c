import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { mergeLockfiles } from '../../../src/lockfile/mergeLockfiles.ts';
import { anyLockfile } from './anyLockfile.ts';
import { gitSkill, lockOf, registrySkill } from './lockedSkills.ts';

const one = registrySkill('a/skill', '1.0.0');
const two = registrySkill('a/skill', '2.0.0');
const three = registrySkill('a/skill', '3.0.0');

describe('mergeLockfiles', () => {
  test('keeps what is equal, and what only one side has', () => {
    const mine = registrySkill('a/mine', '1.0.0');
    const yours = registrySkill('b/yours', '1.0.0');
    expect(mergeLockfiles({ ours: lockOf(mine, one), theirs: lockOf(one, yours) })).toEqual({
      lockfile: lockOf(mine, one, yours),
      conflicts: [],
    });
  });

  test('prefers the higher version and lists the conflict', () => {
    expect(mergeLockfiles({ ours: lockOf(two), theirs: lockOf(one) })).toEqual({
      lockfile: lockOf(two),
      conflicts: [{ id: 'a/skill', ours: two, theirs: one, kept: two }],
    });
  });

  test('compares versions as versions', () => {
    const nine = registrySkill('a/skill', '1.9.0');
    const ten = registrySkill('a/skill', '1.10.0');
    expect(mergeLockfiles({ ours: lockOf(nine), theirs: lockOf(ten) }).lockfile).toEqual(
      lockOf(ten),
    );
  });

  test.each([
    ['an update on one side', [one, one, two], two, 0],
    ['a downgrade on one side', [two, one, two], one, 0],
    ['the same update on both sides', [one, two, two], two, 0],
    ['two updates', [one, two, three], three, 1],
    ['a removal on one side', [one, null, one], null, 0],
    ['a removal on both sides', [one, null, null], null, 0],
    ['a removal against an update', [one, null, two], two, 1],
    ['the same addition', [null, one, one], one, 0],
    ['two additions', [null, one, two], two, 1],
    ['one addition', [null, null, one], one, 0],
  ])('knows with a common base what %s means', (_, [base, ours, theirs], kept, conflicts) => {
    const lock = (skill: typeof one | null | undefined) => (skill ? lockOf(skill) : lockOf());
    const merged = mergeLockfiles({ base: lock(base), ours: lock(ours), theirs: lock(theirs) });
    expect(merged.lockfile).toEqual(lock(kept));
    expect(merged.conflicts).toHaveLength(conflicts);
  });

  test('settles two commits of one version in the same way for everybody', () => {
    const ours = lockOf(gitSkill('pdf', { kind: 'default' }, 'a'));
    const theirs = lockOf(gitSkill('pdf', { kind: 'default' }, 'b'));
    const merged = mergeLockfiles({ ours, theirs });
    expect(merged.conflicts).toHaveLength(1);
    expect(mergeLockfiles({ ours: theirs, theirs: ours }).lockfile).toEqual(merged.lockfile);
  });

  test('gives the same lock whichever side is called ours, and each side of nothing new', () => {
    fc.assert(
      fc.property(
        anyLockfile,
        anyLockfile,
        fc.option(anyLockfile, { nil: undefined }),
        (ours, theirs, base) => {
          const merged = mergeLockfiles({ ours, theirs, base });
          expect(mergeLockfiles({ ours: theirs, theirs: ours, base }).lockfile).toEqual(
            merged.lockfile,
          );
          expect(mergeLockfiles({ ours, theirs: ours, base })).toEqual({
            lockfile: ours,
            conflicts: [],
          });
          expect(mergeLockfiles({ ours, theirs, base: ours }).lockfile).toEqual(theirs);
          for (const skill of merged.lockfile.skills) {
            expect([...ours.skills, ...theirs.skills]).toContainEqual(skill);
          }
        },
      ),
    );
  });
});
