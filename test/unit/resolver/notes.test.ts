import { describe, expect, test } from '@jest/globals';
import { branchOf, locked } from './MemoryProvider.ts';
import { type Problem, solve } from './solve.ts';

async function notesOf(problem: Problem): Promise<string[]> {
  const { notes } = await solve(problem);
  return notes.map(({ kind, message }) => `${kind}: ${message}`);
}

describe('notes', () => {
  test('S8: say that a release was too young', async () => {
    const skills = {
      'x/a': { '1.0.0': {}, '1.5.0': { publishedAt: 9 }, '2.0.0': { publishedAt: 9 } },
    };
    expect(await notesOf({ roots: { 'x/a': '^1' }, skills, publishedBefore: 5 })).toEqual([
      'release-age: `x/a` 1.5.0 is too young for `minimum-release-age`; 1.0.0 is used',
    ]);
  });

  test('say nothing of a young release that would not be used anyway', async () => {
    const skills = { 'x/a': { '1.0.0': {}, '2.0.0': { publishedAt: 9 } } };
    expect(await notesOf({ roots: { 'x/a': '^1' }, skills, publishedBefore: 5 })).toEqual([]);
  });

  test('say that an override contradicts the manifest, in range or source', async () => {
    const source = branchOf('https://example.com/r.git');
    const skills = {
      'x/a': { '1.0.0': {}, '2.0.0': {} },
      'x/b': { '1.0.0': {} },
      'x/b from git+https://example.com/r.git#branch=main': { '0.0.0-20260101.abcdef0': {} },
    };
    const overrides = { 'x/a': '1.0.0', 'x/b': { range: '*', source }, 'x/c': '1.0.0' };
    expect(await notesOf({ roots: { 'x/a': '^2', 'x/b': '*' }, skills, overrides })).toEqual([
      'override-contradicts-manifest: the override sets `x/a` to 1.0.0, although `paks.toml` asks for ^2',
      'override-contradicts-manifest: the override sets `x/b` to `https://example.com/r.git#branch=main`, although `paks.toml` asks for registry `paks`',
      'override-unused: the override of `x/c` has no effect: nothing depends on it',
    ]);
  });

  test('S6: say why a yanked version is used', async () => {
    const skills = {
      'x/a': { '1.0.0': { yanked: true } },
      'x/n': { '1.0.0': { needs: { 'x/a': '<2.0.0' } } },
    };
    const lock = [locked('x/a', '0.9.0')];
    const overrides = { 'x/a': '1.0.0' };
    expect(await notesOf({ roots: { 'x/n': '*' }, skills, locked: lock, overrides })).toEqual([
      'yanked-kept: `x/a` 1.0.0 was yanked by its author; it is used because an override names it',
    ]);
  });

  test('say that only a prerelease exists, but not of what has no versions', async () => {
    const source = branchOf('https://example.com/r.git');
    const skills = {
      'x/a': { '1.0.0-rc.1': {} },
      'x/b from git+https://example.com/r.git#branch=main': { '0.0.0-20260101.abcdef0': {} },
    };
    expect(await notesOf({ roots: { 'x/a': '*', 'x/b': { range: '*', source } }, skills })).toEqual(
      ['prerelease-only: `x/a` has no stable release; the prerelease 1.0.0-rc.1 is used'],
    );
  });

  test('say that a lock could not be checked', async () => {
    const skills = {
      'x/a': { kind: 'offline' },
      'x/n': { '1.0.0': { needs: { 'x/a': '^1' } }, '2.0.0': { needs: { 'x/a': '^2' } } },
    } as const;
    const lock = [locked('x/a', '1.0.0'), locked('x/n', '2.0.0', { 'x/a': '^2' })];
    expect(await notesOf({ roots: { 'x/n': '*' }, skills, locked: lock })).toEqual([
      'lock-unchecked: `x/a` cannot be looked up offline; its locked version 1.0.0 is kept unchecked',
    ]);
  });
});
