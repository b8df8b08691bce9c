import { describe, expect, test } from '@jest/globals';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import type { LockedSkill } from '../../../src/model/Lockfile.ts';
import { selectSkills } from '../../../src/operations/selectSkills.ts';
import { edge, registrySkill } from '../lockfile/lockedSkills.ts';

/** A lock in which each id needs those named behind it. */
function lock(needs: Readonly<Record<string, readonly string[]>>): readonly LockedSkill[] {
  return Object.entries(needs).map(([id, others]) =>
    registrySkill(
      id,
      '1.0.0',
      others.map((other) => edge(other, '*')),
    ),
  );
}

function select(
  manifest: string,
  locked: readonly LockedSkill[],
  groups: readonly string[] | 'all' = [],
): Record<string, readonly string[] | null> {
  const parsed = parseManifest(manifest, { file: 'paks.toml', registry: 'paks' });
  const selected = selectSkills(parsed, locked, groups);
  return Object.fromEntries(
    [...selected].map(([id, { agents }]) => [id, agents === null ? null : [...agents].sort()]),
  );
}

const GROUPS = '[skills]\n"a/app" = "*"\n[groups.review.skills]\n"a/lint" = "*"\n';

describe('selectSkills', () => {
  const locked = lock({ 'a/app': ['a/base'], 'a/base': [], 'a/lint': ['a/rules'], 'a/rules': [] });

  test('takes what [skills] reaches, and a group with what it reaches when asked', () => {
    expect(Object.keys(select(GROUPS, locked)).sort()).toEqual(['a/app', 'a/base']);
    const everything = ['a/app', 'a/base', 'a/lint', 'a/rules'];
    expect(Object.keys(select(GROUPS, locked, ['review'])).sort()).toEqual(everything);
    expect(Object.keys(select(GROUPS, locked, 'all')).sort()).toEqual(everything);
  });

  test('refuses a group that is not there, with the nearest', () => {
    expect(() => select(GROUPS, locked, ['reveiw'])).toThrow(
      expect.objectContaining({ code: 'USAGE', hint: 'did you mean `--group review`?' }),
    );
    expect(() => select(GROUPS, locked, ['zzz'])).toThrow(
      expect.objectContaining({ hint: 'add `[groups.zzz.skills]` to `paks.toml`' }),
    );
  });

  test('a dependency is for every agent that any of its dependents is for', () => {
    const manifest = `[skills]
"a/one" = { version = "*", agents = ["claude-code"] }
"a/two" = { version = "*", agents = ["cursor"] }
`;
    const shared = lock({
      'a/one': ['a/base'],
      'a/two': ['a/base'],
      'a/base': ['a/deep'],
      'a/deep': [],
    });
    expect(select(manifest, shared)).toEqual({
      'a/one': ['claude-code'],
      'a/two': ['cursor'],
      'a/base': ['claude-code', 'cursor'],
      'a/deep': ['claude-code', 'cursor'],
    });
  });

  test('one dependent for all agents makes a dependency for all', () => {
    const manifest = '[skills]\n"a/one" = { version = "*", agents = ["cursor"] }\n"a/two" = "*"\n';
    const shared = lock({ 'a/one': ['a/base'], 'a/two': ['a/base'], 'a/base': [] });
    expect(select(manifest, shared)).toEqual({
      'a/one': ['cursor'],
      'a/two': null,
      'a/base': null,
    });
  });

  test('a cycle ends, and carries agents around', () => {
    const manifest = `[skills]
"a/one" = { version = "*", agents = ["claude-code"] }
"a/three" = { version = "*", agents = ["cursor"] }
`;
    const circle = lock({ 'a/one': ['a/two'], 'a/two': ['a/three'], 'a/three': ['a/one'] });
    const both = ['claude-code', 'cursor'];
    expect(select(manifest, circle)).toEqual({ 'a/one': both, 'a/two': both, 'a/three': both });
  });

  test('keeps the manifest’s line of a skill that others need too', () => {
    const manifest = '[skills]\n"a/base" = { version = "*", as = "mine" }\n"a/app" = "*"\n';
    const parsed = parseManifest(manifest, { file: 'paks.toml', registry: 'paks' });
    const selected = selectSkills(parsed, locked, []);
    const names = [...selected.values()].map(({ locked: { id }, entry }) => [id, entry?.as]);
    expect(names).toContainEqual(['a/base', 'mine']);
  });

  test('leaves out what the lock does not have', () => {
    expect(select('[skills]\n"a/gone" = "*"\n', [])).toEqual({});
  });
});
