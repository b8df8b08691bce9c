import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { formatLockfile } from '../../../src/lockfile/formatLockfile.ts';
import { parseLockfile } from '../../../src/lockfile/parseLockfile.ts';
import { resolveConflictedLockfile } from '../../../src/lockfile/resolveConflictedLockfile.ts';
import type { LockedSkill, Lockfile } from '../../../src/model/Lockfile.ts';
import { lockOf, registrySkill } from '../../unit/lockfile/lockedSkills.ts';

const directory = mkdtempSync(join(tmpdir(), 'paks-conflict-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Versions = Readonly<Record<string, string>>;

const base: Versions = {
  'a/alpha': '1.0.0',
  'b/beta': '1.0.0',
  'c/gamma': '1.0.0',
  'd/delta': '1.0.0',
};

const changes: ReadonlyArray<readonly [name: string, ours: Versions, theirs: Versions]> = [
  ['the same skill updated twice', { ...base, 'b/beta': '1.1.0' }, { ...base, 'b/beta': '2.0.0' }],
  ['neighbours updated', { ...base, 'b/beta': '1.1.0' }, { ...base, 'c/gamma': '2.0.0' }],
  ['two additions at one place', { ...base, 'b/bird': '1.0.0' }, { ...base, 'b/bison': '1.0.0' }],
  ['the same addition in two versions', { ...base, 'b/x': '1.0.0' }, { ...base, 'b/x': '1.2.0' }],
  ['everything updated', all('2.0.0'), all('3.0.0')],
  ['a removal beside an update', without('b/beta'), { ...base, 'b/beta': '1.5.0' }],
  ['additions at both ends', { ...base, 'a/a': '1.0.0' }, { ...base, 'z/z': '1.0.0' }],
  ['removals on both sides', without('b/beta'), without('c/gamma')],
];

describe('paks.lock after a merge by git', () => {
  for (const style of ['merge', 'diff3', 'zdiff3'] as const) {
    test.each(changes)(`is read in ${style} style, with %s`, (_, ours, theirs) => {
      const text = mergeByGit(ours, theirs, style);
      const { lockfile } = text.includes('<<<<<<<')
        ? resolveConflictedLockfile(text)
        : { lockfile: parseLockfile(text) };
      const found = new Map(
        lockfile.skills.map(({ id, version }) => [String(id), String(version)]),
      );
      for (const id of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
        const versions = [ours[id], theirs[id]].filter((version) => version !== undefined);
        const changed = versions.filter((version) => version !== base[id]);
        const isRemoved = versions.length === 1 && id in base && changed.length === 0;
        if (!isRemoved)
          expect([id, found.get(id)]).toEqual([id, changed.sort().at(-1) ?? base[id]]);
      }
      expect(parseLockfile(formatLockfile(lockfile))).toEqual(lockfile);
    });
  }
});

function mergeByGit(ours: Versions, theirs: Versions, style: string): string {
  const files = { ours, base, theirs };
  for (const [name, versions] of Object.entries(files)) {
    writeFileSync(join(directory, name), formatLockfile(lockfileOf(versions)));
  }
  const flags = style === 'merge' ? [] : [`--${style}`];
  const run = spawnSync('git', ['merge-file', '-p', ...flags, 'ours', 'base', 'theirs'], {
    cwd: directory,
    encoding: 'utf8',
  });
  expect(run.status).toBeGreaterThanOrEqual(0);
  expect(run.stdout).toContain('version = 1');
  return run.stdout;
}

function lockfileOf(versions: Versions): Lockfile {
  return lockOf(...Object.entries(versions).map(([id, version]) => indexed(id, version)));
}

function indexed(id: string, version: string): LockedSkill {
  const skill = registrySkill(id, version);
  const pin = {
    ...skill.pin,
    repository: 'https://host.example/skills',
    tag: `v${version}`,
    path: id,
  };
  return { ...skill, pin };
}

function all(version: string): Versions {
  return Object.fromEntries(Object.keys(base).map((id) => [id, version]));
}

function without(id: string): Versions {
  return Object.fromEntries(Object.entries(base).filter(([key]) => key !== id));
}
