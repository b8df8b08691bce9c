import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type LockRequirements, whyNotSatisfied } from '../../../src/lockfile/whyNotSatisfied.ts';
import { describeUnsatisfied } from '../../../src/lockfile/Unsatisfied.ts';
import type { Dependency } from '../../../src/model/Dependency.ts';
import { type CommitId, sourceOf } from '../../../src/model/Locator.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { ANY, parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import { anyLockfile } from './anyLockfile.ts';
import { edge, folder, gitSkill, lockOf, npmSkill, registrySkill } from './lockedSkills.ts';

function reasonsOf(requirements: Partial<LockRequirements>): readonly string[] {
  const complete: LockRequirements = {
    dependencies: [],
    overrides: [],
    locked: { skills: [] },
    pathDependencies: new Map(),
    ...requirements,
  };
  return whyNotSatisfied(complete).map(describeUnsatisfied);
}

describe('whyNotSatisfied', () => {
  test('finds nothing wrong with a lock that answers all requirements, cycles included', () => {
    const locked = lockOf(
      registrySkill('a/one', '1.2.0', [edge('a/two', '^2')]),
      registrySkill('a/two', '2.9.1', [edge('a/one', '1.x'), edge('a/two', '*')]),
    );
    expect(reasonsOf({ dependencies: [edge('a/one', '^1.0.0')], locked })).toEqual([]);
  });

  test('finds nothing wrong with nothing', () => {
    expect(reasonsOf({})).toEqual([]);
  });

  test('names a skill that is not locked, and who asks for it', () => {
    const locked = lockOf(registrySkill('a/one', '1.0.0', [edge('a/two', '^2')]));
    const dependencies = [edge('a/one', '^1'), edge('a/three', '*')];
    expect(reasonsOf({ dependencies, locked })).toEqual([
      '`paks.toml` asks for `a/three`, which is not locked',
      '`a/one` asks for `a/two`, which is not locked',
    ]);
  });

  test('names a range that the locked version left', () => {
    const locked = lockOf(
      registrySkill('a/one', '1.0.0', [edge('a/two', '^2')]),
      registrySkill('a/two', '3.0.0'),
    );
    expect(reasonsOf({ dependencies: [edge('a/one', '^1.1')], locked })).toEqual([
      '`paks.toml` asks for `a/one` ^1.1, but 1.0.0 is locked',
      '`a/one` asks for `a/two` ^2, but 3.0.0 is locked',
    ]);
  });

  test('names a source that changed, though the version would do (T17, T22)', () => {
    const locked = lockOf(registrySkill('a/one', '1.0.0'));
    const dependencies = [edge('a/one', '^1', { kind: 'registry', registry: 'private' })];
    expect(reasonsOf({ dependencies, locked })).toEqual([
      '`paks.toml` asks for `a/one` from registry `private`, but it is locked from registry `paks`',
    ]);
  });

  test('names a pin that the lock does not hold, and no override decides instead of', () => {
    const pin = { kind: 'version', version: parseVersion('1.1.0') } as const;
    const dependencies = [{ ...edge('a/one', '^1'), pin }];
    const locked = lockOf(registrySkill('a/one', '1.2.0'));
    expect(reasonsOf({ dependencies, locked })).toEqual([
      '`paks.toml` pins `a/one` to 1.1.0, but 1.2.0 is locked',
    ]);
    expect(reasonsOf({ dependencies, locked: lockOf(registrySkill('a/one', '1.1.0')) })).toEqual(
      [],
    );
    expect(reasonsOf({ dependencies, locked, overrides: [edge('a/one', '1.2.0')] })).toEqual([]);
  });

  test('names the commit that a branch is pinned to', () => {
    const branch = gitSkill('pdf', { kind: 'branch', name: 'main' });
    const pinnedTo = (digit: string) => ({
      ...edge('pdf', '*', sourceOf(branch.pin)),
      pin: { kind: 'commit', commit: digit.repeat(40) as CommitId } as const,
    });
    const locked = lockOf(branch);
    expect(reasonsOf({ dependencies: [pinnedTo('a')], locked })).toEqual([]);
    const [reason] = reasonsOf({ dependencies: [pinnedTo('b')], locked });
    expect(reason).toBe(
      `\`paks.toml\` pins \`pdf\` to ${'b'.repeat(40)}, but ${'a'.repeat(40)} is locked`,
    );
  });

  test('names another branch of the same repository', () => {
    const locked = lockOf(gitSkill('pdf', { kind: 'branch', name: 'main' }));
    const { source } = edge('pdf', '*', sourceOf(gitSkill('pdf', { kind: 'default' }).pin));
    const [reason] = reasonsOf({ dependencies: [edge('pdf', '*', source)], locked });
    expect(reason).toContain('#branch=main');
  });

  test.each([
    ['*', '1.0.0-beta.1', true],
    ['', '0.0.0-20260801.a754626', true],
    ['x', '2.0.0-rc', true],
    ['^1.0.0', '1.1.0-beta', false],
    ['>=0.0.0', '1.0.0-beta', true],
    ['>=0.0.1', '1.0.0-beta', false],
    ['^1.1.0-alpha', '1.1.0-beta', true],
    ['^1.1.0-alpha', '1.2.0-beta', false],
    ['>=1 <2 || ^3', '3.5.0', true],
  ])('takes prereleases as npm does, and `*` takes all: %j and %s', (range, version, isFine) => {
    const locked = lockOf(registrySkill('a/one', version));
    const reasons = reasonsOf({ dependencies: [edge('a/one', range)], locked });
    expect(reasons.length === 0).toBe(isFine);
  });

  test('holds a range against a git skill only where versions chose it', () => {
    const versions = gitSkill('pdf', { kind: 'versions' });
    const branch = gitSkill('pdf', { kind: 'branch', name: 'main' });
    for (const [skill, count] of [
      [versions, 1],
      [branch, 0],
    ] as const) {
      const dependencies = [edge('pdf', '^9', sourceOf(skill.pin))];
      expect(reasonsOf({ dependencies, locked: lockOf(skill) })).toHaveLength(count);
    }
  });

  test('lets an override stand in for the range and the source that anyone asks for', () => {
    const locked = lockOf(
      registrySkill('a/one', '1.0.0', [edge('a/two', '^2')]),
      registrySkill('a/two', '3.0.0'),
    );
    const dependencies = [edge('a/one', '^1')];
    expect(reasonsOf({ dependencies, overrides: [edge('a/two', '3.0.0')], locked })).toEqual([]);
    expect(reasonsOf({ dependencies, overrides: [edge('a/two', '3.0.1')], locked })).toEqual([
      '`[overrides]` sets `a/two` to 3.0.1 from registry `paks`, but 3.0.0 from registry `paks` is locked',
    ]);
    expect(reasonsOf({ dependencies, overrides: [edge('a/nine', '1')], locked })).toHaveLength(1);
  });

  test('names what is locked and no longer asked for', () => {
    const locked = lockOf(
      registrySkill('a/one', '1.0.0', [edge('a/two', '*')]),
      registrySkill('a/two', '1.0.0', [edge('a/one', '*')]),
    );
    expect(reasonsOf({ locked })).toEqual([
      '`a/one` is locked, but nothing asks for it',
      '`a/two` is locked, but nothing asks for it',
    ]);
  });

  test('reads the edges of a folder from the folder, and notices when they changed', () => {
    const locked = lockOf(folder('mine', [edge('a/one', '^1')]), registrySkill('a/one', '1.0.0'));
    const dependencies = [edge('mine', '*', { kind: 'path', path: './mine' })];
    const now = (...edges: readonly Dependency[]) =>
      reasonsOf({
        dependencies,
        locked,
        pathDependencies: new Map([[parseSkillId('mine'), edges]]),
      });
    expect(now(edge('a/one', '^1'))).toEqual([]);
    expect(now(edge('a/one', '^2'))).toEqual([
      'the folder of `mine` asks for other skills than when it was locked',
      '`mine` asks for `a/one` ^2, but 1.0.0 is locked',
    ]);
    expect(now()).toEqual([
      'the folder of `mine` asks for other skills than when it was locked',
      '`a/one` is locked, but nothing asks for it',
    ]);
  });

  test('asks of every lock at least that what is named is there', () => {
    fc.assert(
      fc.property(anyLockfile, (locked) => {
        const dependencies = locked.skills.map((skill) => ({
          id: skill.id,
          range: ANY,
          source: sourceOf(skill.pin),
        }));
        const withoutEdges = {
          skills: locked.skills.map((skill) => ({ ...skill, dependencies: [] })),
        };
        expect(reasonsOf({ dependencies, locked: withoutEdges })).toEqual([]);
        expect(reasonsOf({ dependencies })).toHaveLength(dependencies.length);
        expect(reasonsOf({ locked })).toHaveLength(locked.skills.length);
      }),
    );
  });
});

describe('a skill of an npm package', () => {
  const id = parseSkillId('pdf');
  const locked = npmSkill('pdf', '1.0.0');
  const dependencies = [edge('pdf', '*', sourceOf(locked.pin))];
  const integrity = locked.integrity as Integrity;
  const now = (version: string, content: Integrity) =>
    new Map([[id, { version: parseVersion(version), integrity: content }]]);

  test('answers while `node_modules` holds what was locked', () => {
    const packages = now('1.0.0', integrity);
    expect(reasonsOf({ dependencies, locked: lockOf(locked), packages })).toEqual([]);
  });

  test('does not answer once another version or other content is installed', () => {
    const other = npmSkill('pdf', '2.0.0').integrity as Integrity;
    const input = { dependencies, locked: lockOf(locked) };
    expect(reasonsOf({ ...input, packages: now('2.0.0', integrity) })).toEqual([
      '`node_modules` holds 2.0.0 for `pdf`, but 1.0.0 is locked',
    ]);
    expect(reasonsOf({ ...input, packages: now('1.0.0', other) })).toEqual([
      '`npm:tools` holds other content for `pdf` than was locked at 1.0.0',
    ]);
  });
});
