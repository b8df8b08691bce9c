import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatConflictedLockfile } from '../../../src/lockfile/formatConflictedLockfile.ts';
import { formatLockfile } from '../../../src/lockfile/formatLockfile.ts';
import { mergeLockfiles } from '../../../src/lockfile/mergeLockfiles.ts';
import { parseLockfile } from '../../../src/lockfile/parseLockfile.ts';
import { resolveConflictedLockfile } from '../../../src/lockfile/resolveConflictedLockfile.ts';
import { mergeLockTexts } from '../../../src/operations/mergeDriver/mergeLockTexts.ts';
import { anyLockfile } from './anyLockfile.ts';
import { edge, gitSkill, lockOf, registrySkill } from './lockedSkills.ts';

describe('a merge of locks as text', () => {
  test('has markers around the skills that both sides changed, and around nothing else', () => {
    const same = registrySkill('a/same', '1.0.0');
    const base = lockOf(same, registrySkill('a/x', '1.0.0'));
    const ours = lockOf(same, registrySkill('a/x', '2.0.0'), registrySkill('a/mine', '1.0.0'));
    const theirs = lockOf(same, registrySkill('a/x', '3.0.0'));
    const text = formatConflictedLockfile(mergeLockfiles({ ours, theirs, base }), base);
    expect(text.match(/^<{7} /gm)).toHaveLength(1);
    expect(text.slice(text.indexOf('<<<<<<<'))).toMatch(
      /^<<<<<<< ours\n\[\[skill]]\n[^]*2\.0\.0[^]*\|{7} base\n[^]*1\.0\.0[^]*={7}\n[^]*3\.0\.0[^]*>{7} theirs\n$/,
    );
  });

  test('is the canonical lock where there is no conflict, and read as before where there is', () => {
    fc.assert(
      fc.property(anyLockfile, anyLockfile, anyLockfile, (base, ours, theirs) => {
        const merged = mergeLockfiles({ base, ours, theirs });
        const text = formatConflictedLockfile(merged, base);
        if (merged.conflicts.length === 0) {
          expect(text).toBe(formatLockfile(merged.lockfile));
          expect(parseLockfile(text)).toEqual(merged.lockfile);
        } else {
          const read = resolveConflictedLockfile(text);
          expect(read.lockfile).toEqual(merged.lockfile);
          expect(read.conflicts.map(({ id }) => id)).toEqual(merged.conflicts.map(({ id }) => id));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('mergeLockTexts', () => {
  const one = formatLockfile(lockOf(registrySkill('a/one', '1.0.0')));
  const two = formatLockfile(lockOf(registrySkill('b/two', '1.0.0')));

  test('takes an empty ancestor for a lock that both sides added', () => {
    const merged = mergeLockTexts({ base: '', ours: one, theirs: two });
    expect(merged).toMatchObject({ conflicts: [], skills: 2, unreadable: null, unsettled: [] });
  });

  test('reads other spellings of TOML and Windows line ends, and writes the canonical one', () => {
    const ours = one.replaceAll('\n', '\r\n').replace('version = 1\r\n', '"version"   = 1 # x\r\n');
    const { text } = mergeLockTexts({ base: '', ours, theirs: two });
    const both = lockOf(registrySkill('a/one', '1.0.0'), registrySkill('b/two', '1.0.0'));
    expect(text).toBe(formatLockfile(both));
  });

  test('tells of an edge that the other side took away, though no skill is in conflict', () => {
    const base = formatLockfile(lockOf(registrySkill('b/two', '1.0.0')));
    const needs = registrySkill('a/one', '1.0.0', [edge('b/two', '^1')]);
    const ours = formatLockfile(lockOf(needs, registrySkill('b/two', '1.0.0')));
    const theirs = formatLockfile(lockOf(registrySkill('b/two', '2.0.0')));
    expect(mergeLockTexts({ base, ours, theirs })).toMatchObject({
      conflicts: [],
      unsettled: ['`a/one` asks for `b/two` ^1, but 2.0.0 is locked'],
    });
  });

  test('an ancestor with markers of an earlier merge is done without', () => {
    const base = `<<<<<<< ours\n${one}=======\n${two}>>>>>>> theirs\n`;
    const git = formatLockfile(lockOf(gitSkill('pdf', { kind: 'default' })));
    expect(mergeLockTexts({ base, ours: git, theirs: git })).toMatchObject({ conflicts: [] });
  });

  test.each([
    ['no TOML', 'x = ['],
    ['a newer format', 'version = 2\n'],
    ['binary', '\u0000\u0001'],
  ])('keeps both sides whole where one is %s', (_, theirs) => {
    const merged = mergeLockTexts({ base: one, ours: one, theirs });
    expect(merged.unreadable).not.toBeNull();
    expect(merged.text).toContain(one);
    expect(merged.text).toContain(theirs);
    expect(merged.text.startsWith('<<<<<<< ours\n')).toBe(true);
  });

  test('never throws, whatever the texts are (T12)', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(one, two, '<<<<<<< a\n', '=======\n'));
    fc.assert(
      fc.property(piece, piece, piece, (base, ours, theirs) => {
        expect(typeof mergeLockTexts({ base, ours, theirs }).text).toBe('string');
      }),
      { numRuns: 60 },
    );
  });
});
