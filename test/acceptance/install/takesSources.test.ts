import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let url: string;
let tagged: string;
let tip: string;
const START = '[project]\nagents = ["claude-code"]\n';
const BASE = '.claude/skills/base';

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll([
    { account: 'acme', name: 'base', version: '1.0.0' },
    { account: 'acme', name: 'base', version: '1.2.0' },
    { account: 'acme', name: 'base', version: '2.0.0' },
  ]);
  const many = await world.repository('many');
  const first = await many.commit(
    {
      'skills/kubernetes/SKILL.md': skillText('kubernetes'),
      'skills/other/SKILL.md': skillText('other'),
    },
    { tags: ['v1.0.0'] },
  );
  await many.commit({ 'skills/other/SKILL.md': skillText('other') });
  const last = await many.commit({
    'skills/kubernetes/SKILL.md': skillText('kubernetes', ['license: MIT']),
  });
  [tagged, tip] = [first ?? '', last ?? ''];
  url = `${world.git.url}/many.git`;
});

afterAll(() => world.close());

const locked = (text: string) => /version = "(\d\S+)"/.exec(text)?.[1];

describe('install SOURCE', () => {
  test.each([
    [[], '2.0.0', '^2.0.0'],
    [['--version', '1.0.0'], '1.0.0', '1.0.0'],
    [['--version', '^1.0.0'], '1.2.0', '^1.0.0'],
  ])('of a registry with %j takes %s', async (flags, version, range) => {
    const project = world.project({ manifest: START });

    const run = await project.run('install', 'acme/base', ...flags);

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(locked(project.read('paks.lock').replace(/^version = 1$/m, ''))).toBe(version);
    expect(project.read('paks.toml')).toContain(`"acme/base" = "${range}"`);
  });

  test('says which directory the skill is in now', async () => {
    const project = world.project({ manifest: START });

    const run = await project.run('install', 'acme/base');

    expect(run.stdout).toBe(
      `+ acme/base 2.0.0 (registry+paks)\n1 skill for claude-code; 1 directory written (${BASE}), paks.lock updated.\n`,
    );
  });

  test('with --agent fills the directory of that agent and no other; -y widens nothing', async () => {
    const project = world.project({ manifest: START });

    const run = await project.run('install', 'acme/base', '--agent', 'windsurf', '-y');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain('1 skill for windsurf; 1 directory written');
    expect(Object.keys(project.tree()).filter((path) => path.endsWith('SKILL.md'))).toEqual([
      '.windsurf/skills/base/SKILL.md',
    ]);
  });

  test('of a repository takes a tag and the directory that --path names', async () => {
    const project = world.project({ manifest: START });

    const flags = ['--tag', 'v1.0.0', '--path', 'skills/kubernetes'];
    const run = await project.run('install', url, ...flags);

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('.claude/skills/kubernetes/SKILL.md')).toBe(skillText('kubernetes'));
    expect(project.read('paks.toml')).toContain('path = "skills/kubernetes", tag = "v1.0.0"');
    expect(project.exists('.claude/skills/other')).toBe(false);
  });

  test('of a repository takes a commit by its first digits, and writes all of them', async () => {
    const project = world.project({ manifest: START });
    const path = ['--path', 'skills/kubernetes'];
    const unknown = tip.startsWith('0123456') ? 'fedcba9' : '0123456';

    const run = await project.run('install', url, '--commit', tagged.slice(0, 7), ...path);
    const refused = await project.run('install', url, '--commit', unknown, ...path);

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.toml')).toContain(`rev = "${tagged}"`);
    expect(project.read('.claude/skills/kubernetes/SKILL.md')).toBe(skillText('kubernetes'));
    expect(refused.exit).toBe(6);
    expect(refused.stderr).toMatch(
      /at a commit that begins with `\w{7}`\nhint: write all 40 digits/,
    );
  });

  test('of a folder copies all of it, with its programs as programs', async () => {
    const project = world.project({
      manifest: START,
      files: {
        'local/SKILL.md': skillText('local'),
        'local/scripts/run.sh': '#!/bin/sh\n',
        'local/deep/er/notes.md': 'notes\n',
      },
    });
    chmodSync(join(project.path, 'local/scripts/run.sh'), 0o755);

    expect(await project.run('install', './local')).toMatchObject({ exit: 0, stderr: '' });

    expect(Object.keys(project.tree('.claude/skills/local')).sort()).toEqual([
      'SKILL.md',
      'deep/er/notes.md',
      'scripts/run.sh [755]',
    ]);
  });

  test.each([
    ['./nowhere', '`./nowhere` is not a folder'],
    ['./empty', 'holds no `SKILL.md`'],
  ])('of %s, which is no skill, is refused', async (folder, message) => {
    const project = world.project({ manifest: START, files: { 'empty/notes.md': 'x' } });

    const run = await project.run('install', folder);

    expect(run).toMatchObject({ exit: 1, stderr: expect.stringContaining(message) });
    expect(project.exists('.claude')).toBe(false);
  });
});

describe('install SOURCE of what is there already', () => {
  test('skips it, and with --upgrade moves it where there is something newer, from which version to which', async () => {
    const project = world.project({ manifest: START });
    await world.publish({ account: 'moving', name: 'thing', version: '1.0.0' });
    await project.run('install', 'moving/thing');
    await world.publish({ account: 'moving', name: 'thing', version: '1.1.0' });

    const again = await project.run('install', 'moving/thing');
    const upgraded = await project.run('install', 'moving/thing', '--upgrade');
    const newest = await project.run('install', 'moving/thing', '--upgrade');

    expect(again.stdout).toBe('1 skill up to date.\n');
    expect(upgraded.stdout).toContain('~ moving/thing 1.0.0 → 1.1.0');
    expect(newest.stdout).toBe('1 skill up to date.\n');
  });

  test('with --force puts it back as it was published, warning of what is overwritten', async () => {
    const project = world.project({ manifest: START });
    await project.run('install', 'acme/base');
    const published = project.read(`${BASE}/SKILL.md`);
    project.write(`${BASE}/SKILL.md`, 'mine\n');

    const planned = await project.run('install', 'acme/base', '--force', '--dry-run');
    const run = await project.run('install', 'acme/base', '--force');

    expect(planned.stderr).toContain('a copy of what it held goes to `.paks/backup`');
    expect(run.exit).toBe(0);
    expect(run.stderr).toBe(
      `warning: \`${BASE}\` was edited and is replaced\nhint: what it held is kept in \`.paks/backup/base-1\`\n`,
    );
    expect(project.read(`${BASE}/SKILL.md`)).toBe(published);
  });

  test('with --force replaces what Paks did not put there, with a warning', async () => {
    const project = world.project({ manifest: START, files: { [`${BASE}/SKILL.md`]: 'theirs' } });

    const run = await project.run('install', 'acme/base', '--force');

    expect(run.exit).toBe(0);
    expect(run.stderr).toContain(`\`${BASE}\` was not put there by Paks and is replaced`);
    expect(project.read('.paks/backup/base-1/SKILL.md')).toBe('theirs');
  });
});

describe('install in a project', () => {
  test('warns of a personal skill that an agent prefers to the project’s', async () => {
    const personal = world.project();
    await personal.run('install', '-g', 'acme/base@1.0.0', '--agent', 'claude-code');
    const project = world.project({ manifest: START, sibling: personal });

    const run = await project.run('install', 'acme/base');

    expect(run.exit).toBe(0);
    expect(run.stderr).toMatch(/^warning: .*base/);
    expect(run.stderr).toContain('.claude/skills/base');
  });
});

describe('install --verbose', () => {
  test('lists every file that is installed', async () => {
    const project = world.project({
      manifest: START,
      files: { 'local/SKILL.md': skillText('local'), 'local/deep/notes.md': 'notes\n' },
    });

    const run = await project.run('install', './local', '-v');

    expect(run.stderr).toContain(
      '\n  .claude/skills/local/SKILL.md\n  .claude/skills/local/deep/notes.md\n',
    );
    expect((await project.run('install', '-v')).stderr).not.toContain('SKILL.md');
  });
});
