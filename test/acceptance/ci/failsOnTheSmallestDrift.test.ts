import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { DEPLOY_AND_BASE, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

beforeAll(async () => {
  world = await startWorld(DEPLOY_AND_BASE);
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project();
  await project.run('add', '-p', 'acme/deploy');
});

describe('ci', () => {
  test('restores the same bytes and touches neither manifest nor lock', async () => {
    const before = project.tree();
    project.remove('.agents');
    project.remove('.paks');

    const run = await project.run('ci');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.tree()).toEqual(before);
  });

  test('fails without a lock and writes none', async () => {
    project.remove('paks.lock');

    const run = await project.run('ci');

    expect(run.exit).toBe(3);
    expect(run.stderr).toContain('hint: run `paks install` and commit `paks.lock`');
    expect(project.exists('paks.lock')).toBe(false);
  });

  test('fails with the difference when the lock does not answer the manifest', async () => {
    project.write('paks.toml', project.read('paks.toml').replace('^1.0.0', '^2.0.0'));
    const before = project.tree();

    const run = await project.run('ci');

    expect(run.exit).toBe(3);
    expect(run.stderr).toContain('`paks.toml` asks for `acme/deploy` ^2.0.0, but 1.0.0 is locked');
    expect(project.tree()).toEqual(before);
  });

  test('fails on one byte of drift in an installed skill', async () => {
    const file = '.agents/skills/base/SKILL.md';
    project.write(file, `${project.read(file)}\n`);

    const run = await project.run('ci');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('was edited (SKILL.md)');
  });

  test('refuses a lock with conflict markers, which install resolves', async () => {
    const lock = project.read('paks.lock');
    const conflicted = lock.replace(
      /version = "1\.0\.0"\n/,
      '<<<<<<< ours\nversion = "1.0.0"\n=======\nversion = "1.0.0"\n>>>>>>> theirs\n',
    );
    project.write('paks.lock', conflicted);

    const refused = await project.run('ci');
    const untouched = project.read('paks.lock');
    const resolved = await project.run('install');

    expect(refused.exit).toBe(3);
    expect(untouched).toBe(conflicted);
    expect(resolved.exit).toBe(0);
    expect(resolved.stderr).toContain('the conflict markers in `paks.lock` were resolved');
    expect(project.read('paks.lock')).toBe(lock);
  });

  test('T17: fails when the archive is not what was locked, and names both hashes', async () => {
    const lock = project.read('paks.lock');
    const wrong = lock.replace(/integrity = "sha256-[^"]{10}/, 'integrity = "sha256-AAAAAAAAAA');
    const teammate = world.project({
      manifest: project.read('paks.toml'),
      files: { 'paks.lock': wrong },
    });

    const run = await teammate.run('ci');

    expect(run.exit).toBe(5);
    expect(run.stderr).toContain('sha256-AAAAAAAAAA');
    expect(teammate.exists('.agents')).toBe(false);
  });

  test('--frozen-lockfile holds for add and remove, and update refuses it', async () => {
    const before = project.tree();

    const runs = [
      await project.run('add', 'acme/base@^1', '--frozen-lockfile', '--dry-run'),
      await project.run('remove', 'acme/deploy', '--frozen-lockfile'),
      await project.run('update', '--frozen-lockfile'),
    ];

    expect(runs.map(({ exit }) => exit)).toEqual([0, 3, 2]);
    expect(project.tree()).toEqual(before);
  });

  test('an install with CI set is frozen too', async () => {
    const pipeline = world.project({
      manifest: project.read('paks.toml').replace('^1.0.0', '^2.0.0'),
      files: { 'paks.lock': project.read('paks.lock') },
      environment: { CI: 'true' },
    });

    const run = await pipeline.run('install');

    expect(run.exit).toBe(3);
    expect(pipeline.read('paks.lock')).toBe(project.read('paks.lock'));
  });

  test('works offline from the caches, and names what they lack', async () => {
    project.remove('.agents');
    project.remove('.paks');
    const again = await project.run('ci', '--offline');
    const stranger = world.project({
      manifest: project.read('paks.toml'),
      files: { 'paks.lock': project.read('paks.lock') },
    });
    const lacking = await stranger.run('ci', '--offline');

    expect(again.exit).toBe(0);
    expect(lacking.exit).toBe(6);
    expect(lacking.stderr).toMatch(/acme\/(?:base|deploy)/);
  });
});
