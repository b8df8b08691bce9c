import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  for (const version of ['1.0.0', '1.1.0']) {
    await world.publish({ account: 'acme', name: 'base', version });
    await world.publish({ account: 'acme', name: 'bad', version });
  }
  await world.publish({
    account: 'acme',
    name: 'deploy',
    version: '1.0.0',
    dependencies: { 'acme/base': '^1' },
  });
});

afterAll(() => world.close());

describe('minimum-release-age', () => {
  const BASE = '[skills]\n"acme/base" = "^1"\n';
  const WAITING = `${BASE}[policy]\nminimum-release-age = "3d"\n`;

  test('hides what was published lately, says so, and writes nothing', async () => {
    const project = world.project({ manifest: WAITING });

    const run = await project.run('install');

    expect(run.exit).toBe(4);
    expect(run.stderr).toContain('minimum-release-age');
    expect(project.tree()).toEqual({ 'paks.toml': WAITING });
  });

  test('leaves alone what is locked already', async () => {
    const before = world.project({ manifest: BASE });
    await before.run('install');
    const project = world.project({
      manifest: WAITING,
      files: { 'paks.lock': before.read('paks.lock') },
    });

    const run = await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.lock')).toBe(before.read('paks.lock'));
  });
});

describe('a yanked version', () => {
  test('is used only where the lock already has it', async () => {
    const locked = world.project({ manifest: '[skills]\n"acme/bad" = "^1"\n' });
    await locked.run('install');
    await world.registry.operate('skill', 'yank', 'acme/bad', '1.1.0');

    const teammate = world.project({
      manifest: locked.read('paks.toml'),
      files: { 'paks.lock': locked.read('paks.lock') },
    });
    const installed = await teammate.run('install');
    const stranger = world.project({ manifest: '[skills]\n"acme/bad" = "^1"\n' });
    await stranger.run('install');
    const exact = await world.project({ manifest: '[skills]\n"acme/bad" = "1.1.0"\n' }).run('lock');

    expect(installed.exit).toBe(0);
    expect(teammate.read('paks.lock')).toContain('version = "1.1.0"');
    expect(stranger.read('paks.lock')).toContain('version = "1.0.0"');
    expect(exact.exit).toBe(4);
    expect(exact.stderr).toContain('yanked');
  });
});

describe('[overrides]', () => {
  test('force a dependency of others, and list shows it', async () => {
    const project = world.project({
      manifest: '[skills]\n"acme/deploy" = "^1"\n[overrides]\n"acme/base" = "1.0.0"\n',
    });

    const run = await project.run('install');
    const list = await project.run('list');
    project.write('paks.toml', '[skills]\n"acme/deploy" = "^1"\n');
    await project.run('install');
    await project.run('update');

    expect(run.exit).toBe(0);
    expect(list.stdout).toMatch(/acme\/base +1\.0\.0 .*for acme\/deploy, overridden/);
    expect(project.read('paks.lock')).toContain('version = "1.1.0"');
  });
});
