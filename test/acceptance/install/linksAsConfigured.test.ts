import { cpSync, lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'base', version: '1.1.0' });
});

afterAll(() => world.close());

function manifest(install: string, range = '1.0.0'): string {
  return `[project]\nagents = ["claude-code"]\n[skills]\n"acme/base" = "${range}"\n[install]\n${install}\n`;
}

describe('vendor', () => {
  test('false keeps installed skills out of git, and hand-written ones in', async () => {
    const project = world.project({
      manifest: manifest('vendor = false'),
      files: { '.claude/skills/mine/SKILL.md': 'mine' },
    });
    await project.run('install');

    const ignored = project.read('.claude/skills/.gitignore');
    expect(ignored).toContain('\n/base\n');
    expect(ignored).not.toContain('mine');
  });

  test('true leaves them to git, and a fresh clone adopts what was committed', async () => {
    const author = world.project({ manifest: manifest('vendor = true') });
    await author.run('install');
    const clone = world.project();
    for (const name of ['paks.toml', 'paks.lock', '.claude']) {
      cpSync(join(author.path, name), join(clone.path, name), { recursive: true });
    }
    const before = clone.tree();

    const run = await clone.run('ci');
    const verify = await clone.run('verify');

    expect(author.exists('.claude/skills/.gitignore')).toBe(false);
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(verify.exit).toBe(0);
    expect(clone.tree()).toEqual(before);
  });

  test('a committed copy that is not what was locked is never taken over', async () => {
    const author = world.project({ manifest: manifest('vendor = true') });
    await author.run('install');
    const clone = world.project({
      manifest: author.read('paks.toml'),
      files: { 'paks.lock': author.read('paks.lock'), '.claude/skills/base/SKILL.md': 'other' },
    });

    const run = await clone.run('install');

    expect(run.exit).not.toBe(0);
    expect(run.stderr).toContain('.claude/skills/base');
    expect(clone.read('.claude/skills/base/SKILL.md')).toBe('other');
  });
});

describe('link', () => {
  test('auto makes real directories, symlink makes links into the store, and either follows a change', async () => {
    const project = world.project({ manifest: manifest('link = "symlink"') });
    const path = join(project.path, '.claude/skills/base');
    const run = await project.run('install');
    const link = lstatSync(path).isSymbolicLink();
    const target = realpathSync(path);
    const verify = await project.run('verify');

    project.write('paks.toml', manifest('link = "symlink"', '1.1.0'));
    await project.run('install');
    const moved = realpathSync(path);
    project.write('paks.toml', manifest('link = "auto"', '1.1.0'));
    const copied = await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(link).toBe(true);
    expect(target).toContain('store');
    expect(verify.exit).toBe(0);
    expect(moved).not.toBe(target);
    expect(copied.exit).toBe(0);
    expect(lstatSync(path).isDirectory()).toBe(true);
  });
});

describe('-g', () => {
  test('adds, lists, updates, verifies and removes personal skills, from anywhere', async () => {
    const project = world.project({ manifest: '[skills]\n' });
    const add = await project.run('add', '-g', 'acme/base@1.0.0', '--agent', 'claude-code');
    const elsewhere = world.project({ sibling: project });
    const list = await elsewhere.run('list', '-g');
    const verify = await elsewhere.run('verify', '-g');
    const update = await elsewhere.run('add', '-g', 'acme/base@1.1.0', '--agent', 'claude-code');
    const remove = await elsewhere.run('remove', '-g', 'base');

    expect([add, list, verify, update, remove].map(({ exit }) => exit)).toEqual([0, 0, 0, 0, 0]);
    expect(project.tree()).toEqual({ 'paks.toml': '[skills]\n' });
    expect(list.stdout).toMatch(/acme\/base +1\.0\.0/);
    expect(update.stdout).toContain('~ acme/base 1.0.0 → 1.1.0');
    expect(project.exists('../home/.claude/skills/base')).toBe(false);
  });

  test('the stakpak agent has a directory for each account', async () => {
    const project = world.project();

    const run = await project.run('add', '-g', 'acme/base', '--agent', 'stakpak');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.exists('../home/.stakpak/skills/acme/base/SKILL.md')).toBe(true);
  });

  test('-g and -p contradict each other', async () => {
    expect((await world.project().run('add', '-g', '-p', 'acme/base')).exit).toBe(2);
  });
});
