import { describe, expect, test } from '@jest/globals';
import type { InstallResult } from '../../../src/operations/InstallResult.ts';
import type { ListedSkill } from '../../../src/operations/list.ts';
import type { LockResult } from '../../../src/operations/lock.ts';
import { renderInstallResult } from '../../../src/render/results/installResult.ts';
import { renderListResult } from '../../../src/render/results/listResult.ts';
import { renderLockResult } from '../../../src/render/results/lockResult.ts';
import { renderVerifyResult } from '../../../src/render/results/verifyResult.ts';
import { createTheme } from '../../../src/render/theme.ts';

const theme = createTheme(false);

const NOTHING_DONE: InstallResult = {
  root: '/project',
  dryRun: false,
  upToDate: false,
  skills: 2,
  agents: ['claude-code'],
  changes: [],
  directories: [],
  lockfile: 'unchanged',
  manifest: 'unchanged',
  warnings: [],
};

const LISTED: ListedSkill = {
  id: 'acme/base',
  version: '1.0.0',
  source: 'registry+paks',
  requirement: '^1',
  group: null,
  requiredBy: [],
  overridden: false,
  pin: null,
  patched: false,
  directories: [{ directory: '.claude/skills/base', state: 'installed' }],
};

describe('renderInstallResult', () => {
  const render = (result: Partial<InstallResult>) =>
    renderInstallResult({ ...NOTHING_DONE, ...result }, theme);

  test('says that all is as it should be, or that there is nothing to install', () => {
    expect(render({ upToDate: true })).toBe('2 skills up to date.');
    expect(render({ upToDate: true, skills: 1 })).toBe('1 skill up to date.');
    expect(render({ upToDate: true, skills: 0 })).toBe(
      'Nothing to install: paks.toml lists no skills.',
    );
    expect(render({})).toBe('2 skills for claude-code; nothing else to do.');
  });

  test('shows what moved, then what was written', () => {
    const source = 'registry+paks';
    const text = render({
      changes: [
        { id: 'a', kind: 'added', from: null, to: '1.0.0', source },
        { id: 'b', kind: 'updated', from: '1.0.0', to: '2.0.0', source },
        { id: 'c', kind: 'removed', from: '1.0.0', to: null, source },
      ],
      directories: [
        { directory: '.claude/skills/a', id: 'a', kind: 'created' },
        { directory: '.claude/skills/b', id: 'b', kind: 'replaced' },
        { directory: '.claude/skills/c', id: 'c', kind: 'removed' },
      ],
      lockfile: 'written',
    });
    expect(text).toBe(
      [
        '+ a 1.0.0 (registry+paks)',
        '~ b 1.0.0 → 2.0.0 (registry+paks)',
        '- c 1.0.0',
        '2 skills for claude-code; 2 directories written (in .claude/skills), 1 removed, paks.lock updated.',
      ].join('\n'),
    );
  });

  test('shows the directory a skill is in now, or those that several are in', () => {
    const written = (...paths: readonly string[]) =>
      render({
        directories: paths.map((directory) => ({ directory, id: 'a', kind: 'created' as const })),
      });
    expect(written('.claude/skills/a')).toContain('; 1 directory written (.claude/skills/a).');
    expect(written('.claude/skills/a', '.agents/skills/a', '.agents/skills/b')).toContain(
      '; 3 directories written (in .claude/skills, .agents/skills).',
    );
    expect(written(...Array.from('abcdef', (letter) => `${letter}/x`))).toContain(
      '(in a, b, c, d, 2 more)',
    );
  });

  test('says of a dry run that nothing was changed', () => {
    expect(render({ dryRun: true, agents: [] })).toBe(
      'Dry run, nothing was changed: 2 skills; nothing else to do.',
    );
  });

  test('counts what was kept; the warning on stderr named it', () => {
    const kept = (...paths: readonly string[]) =>
      render({
        directories: paths.map((directory) => ({ directory, id: 'a', kind: 'kept' as const })),
      });
    expect(kept('.a/x')).toBe('2 skills for claude-code; 1 kept as you edited it.');
    expect(kept('.a/x', '.b/x')).toContain('; 2 kept as you edited them.');
  });

  test('says of a project without skills that there is nothing to install', () => {
    expect(render({ skills: 0, lockfile: 'written' })).toBe(
      'Nothing to install: paks.toml lists no skills.',
    );
  });
});

describe('renderListResult', () => {
  const render = (skills: readonly ListedSkill[], width: number | null = null) =>
    renderListResult({ root: '/project', skills, others: [] }, { theme, width });

  test('says when there is nothing', () => {
    expect(render([])).toBe('No skills are installed here. Add one with `paks add account/name`.');
  });

  test('shows version, source and where a skill is', () => {
    expect(render([LISTED])).toBe(
      [
        'SKILL      VERSION  WANTED  SOURCE  IN              NOTE',
        'acme/base  1.0.0    ^1      paks    .claude/skills',
      ].join('\n'),
    );
  });

  test.each([
    [{ requirement: null, requiredBy: ['acme/a', 'acme/b'] }, 'for acme/a, acme/b'],
    [{ requirement: null }, 'no longer needed'],
    [{ group: 'review' }, 'group review'],
    [{ overridden: true }, 'overridden'],
    [{ pin: { to: '1.0.0', reason: null } }, 'pinned'],
    [{ pin: { to: '1.0.0', reason: 'ours\u001b[2J' } }, 'pinned: ours\\u{1b}[2J'],
    [{ patched: true }, 'patched'],
    [{ directories: [{ directory: '.a/x', state: 'changed' }] }, 'edited'],
    [{ directories: [{ directory: '.a/x', state: 'missing' }] }, 'missing: run paks install'],
    [{ directories: [] }, 'not installed'],
  ] satisfies [Partial<ListedSkill>, string][])('notes %j', (skill, note) => {
    const [, line = ''] = render([{ ...LISTED, ...skill }]).split('\n');
    expect(line.endsWith(note)).toBe(true);
  });

  test('on a terminal says once where all skills are', () => {
    const others = { ...LISTED, id: 'acme/other' };
    expect(render([LISTED, others], 80).split('\n')).toEqual([
      'SKILL       VERSION  WANTED  SOURCE  NOTE',
      'acme/base   1.0.0    ^1      paks',
      'acme/other  1.0.0    ^1      paks',
      '',
      'All are in .claude/skills.',
    ]);
    expect(render([{ ...LISTED, directories: [] }], 80)).toMatch(/\n\nIt is not installed\.$/);
    expect(render([LISTED, { ...others, directories: [] }], 80)).toContain('  IN  ');
  });

  test('fits 80 columns with the longest names, and cuts nothing in a pipe', () => {
    const long: ListedSkill = {
      ...LISTED,
      id: `${'account-'.repeat(4)}ab/${'skill-'.repeat(10)}abc`,
      version: '0.0.0-20260801.5754626',
      source: `git+https://example.com/${'group/'.repeat(10)}skills.git#path=skills/pdf`,
      requirement: null,
      requiredBy: ['acme/one', 'acme/two', 'acme/three', 'acme/four'],
      directories: ['.claude', '.agents', '.cursor', '.windsurf'].map((agent) => ({
        directory: `${agent}/skills/name`,
        state: 'installed',
      })),
    };
    for (const line of render([long, LISTED], 80).split('\n')) {
      expect(line.length).toBeLessThanOrEqual(80);
      expect(line).toContain(line.startsWith('SKILL') ? 'VERSION' : ' ');
    }
    expect(render([long, LISTED], 80)).toMatch(/ 5754626 .* example\.com/);
    expect(render([long])).toContain(long.source.replace('git+', ''));
  });
});

describe('renderVerifyResult', () => {
  test('says that every byte is as locked', () => {
    expect(renderVerifyResult({ root: '/', checked: 1, drift: [] }, theme)).toBe(
      '1 directory checked, every byte as locked.',
    );
  });

  test('shows each drift with its files, then the count and what to do', () => {
    const drift = [
      { id: 'a', directory: '.a/x', problem: 'edited', files: ['SKILL.md', 'b\u001b.md'] },
      { id: 'b', directory: '.a/y', problem: 'missing', files: [] },
      { id: 'c', directory: '.a/z', problem: 'not-ours', files: [] },
      { id: 'd', directory: '.a/d', problem: 'other-content', files: [] },
    ] as const;
    expect(renderVerifyResult({ root: '/', checked: 5, drift }, theme).split('\n')).toEqual([
      '✗ .a/x was edited (SKILL.md, b\\u{1b}.md)',
      '✗ .a/y is missing',
      '✗ .a/z was not put there by paks',
      '✗ .a/d holds another version',
      '5 directories checked, 4 not as locked. `paks install` restores what is missing, `--force` the rest.',
    ]);
  });
});

describe('renderLockResult', () => {
  const result: LockResult = {
    root: '/',
    dryRun: false,
    skills: 1,
    lockfile: 'written',
    changes: [{ id: 'a', kind: 'added', from: null, to: 'local', source: 'path+./a' }],
    warnings: [],
  };

  test('says what was written, would be written, or is current', () => {
    expect(renderLockResult(result, theme)).toBe(
      '+ a local (path+./a)\npaks.lock updated: 1 skill.',
    );
    expect(renderLockResult({ ...result, dryRun: true }, theme)).toContain('would be updated');
    expect(renderLockResult({ ...result, changes: [], lockfile: 'unchanged' }, theme)).toBe(
      'paks.lock is current: 1 skill.',
    );
  });
});
