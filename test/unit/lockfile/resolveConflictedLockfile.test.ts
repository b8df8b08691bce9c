import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { conflictSides } from '../../../src/lockfile/conflictSides.ts';
import { formatLockfile } from '../../../src/lockfile/formatLockfile.ts';
import { mergeLockfiles } from '../../../src/lockfile/mergeLockfiles.ts';
import { resolveConflictedLockfile } from '../../../src/lockfile/resolveConflictedLockfile.ts';
import { anyLockfile } from './anyLockfile.ts';
import { lockOf, registrySkill } from './lockedSkills.ts';

const base = formatLockfile(lockOf(registrySkill('a/one', '1.0.0')));
const ours = formatLockfile(lockOf(registrySkill('a/one', '2.0.0')));
const theirs = formatLockfile(lockOf(registrySkill('a/one', '1.0.1')));

/** The hunk that says: nothing is common to these texts. */
function wholeFileConflict(style: 'merge' | 'diff3'): string {
  const middle = style === 'diff3' ? `||||||| 1a2b3c4\n${base}` : '';
  return `<<<<<<< HEAD\n${ours}${middle}=======\n${theirs}>>>>>>> feature/x\n`;
}

describe('conflictSides', () => {
  test('gives back both sides of any hunks', () => {
    const anyHunks = fc.array(
      fc.record({
        before: fc.array(fc.constantFrom('', 'a = 1', '# x', '[[skill]]')),
        left: fc.array(fc.constantFrom('b = 1', 'name = "x"', '')),
        right: fc.array(fc.constantFrom('b = 2', 'name = "y"', '')),
      }),
    );
    fc.assert(
      fc.property(anyHunks, fc.boolean(), (hunks, isDiff3) => {
        const text = hunks.flatMap(({ before, left, right }) => [
          ...before,
          '<<<<<<< HEAD',
          ...left,
          ...(isDiff3 ? ['||||||| base', 'old'] : []),
          '=======',
          ...right,
          '>>>>>>> them',
        ]);
        const side = (key: 'left' | 'right') =>
          hunks.flatMap((hunk) => [...hunk.before, ...hunk[key]]);
        expect(conflictSides(text.join('\n'))).toMatchObject({
          ours: side('left').join('\n'),
          theirs: side('right').join('\n'),
        });
      }),
    );
  });

  test.each([
    ['no end', '<<<<<<< a\nx\n=======\ny\n'],
    ['no middle', '<<<<<<< a\nx\n>>>>>>> b\n'],
    ['no start', 'x\n=======\ny\n>>>>>>> b\n'],
    ['a hunk in a hunk', '<<<<<<< a\n<<<<<<< a\n=======\n>>>>>>> b\n'],
    ['two bases', '<<<<<<< a\n||||||| b\n||||||| b\n=======\n>>>>>>> b\n'],
  ])('is null for markers with %s', (_, text) => {
    expect(conflictSides(text)).toBeNull();
  });

  test('leaves a text without markers alone', () => {
    expect(conflictSides(base)).toEqual({ ours: base, theirs: base, base: null });
  });
});

describe('resolveConflictedLockfile', () => {
  test.each(['merge', 'diff3'] as const)('reads both sides of a conflict in %s style', (style) => {
    const { lockfile, conflicts } = resolveConflictedLockfile(wholeFileConflict(style));
    expect(formatLockfile(lockfile)).toBe(ours);
    expect(conflicts.map(({ id }) => id)).toEqual(['a/one']);
  });

  test('uses the common base where the markers show it', () => {
    const removed = `<<<<<<< HEAD\n${formatLockfile(lockOf())}||||||| b\n${base}=======\n${base}>>>>>>> x\n`;
    expect(resolveConflictedLockfile(removed)).toEqual({ lockfile: { skills: [] }, conflicts: [] });
  });

  test('does without a base that cannot be read', () => {
    const text = wholeFileConflict('diff3').replace(
      '||||||| 1a2b3c4\n',
      '||||||| 1a2b3c4\nx = 1\n',
    );
    expect(formatLockfile(resolveConflictedLockfile(text).lockfile)).toBe(ours);
  });

  test('merges what the two sides say, Windows line ends or not', () => {
    fc.assert(
      fc.property(anyLockfile, anyLockfile, fc.constantFrom('\n', '\r\n'), (left, right, end) => {
        const text = `<<<<<<< HEAD\n${formatLockfile(left)}=======\n${formatLockfile(right)}>>>>>>> x\n`;
        const merged = resolveConflictedLockfile(text.replaceAll('\n', end));
        expect(merged).toEqual(mergeLockfiles({ ours: left, theirs: right }));
      }),
    );
  });

  test('says which side to take when the markers do not pair up', () => {
    expect(() => resolveConflictedLockfile('<<<<<<< a\nversion = 1\n')).toThrow(
      expect.objectContaining({
        code: 'LOCKFILE_CONFLICT',
        hint: expect.stringContaining('git checkout --ours paks.lock'),
      }),
    );
  });
});
