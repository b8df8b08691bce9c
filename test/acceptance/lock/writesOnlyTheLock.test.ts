import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import {
  DEPLOY_AND_BASE,
  skillText,
  startWorld,
  type TestWorld,
} from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;
let manifest: string;

beforeAll(async () => {
  world = await startWorld(DEPLOY_AND_BASE);
  await (await world.repository('tools')).commit({ 'pdf/SKILL.md': skillText('pdf') });
  manifest = `[skills]
"acme/deploy" = "^1"
pdf = { git = "${world.git.url}/tools.git", path = "pdf" }
style = { path = "./style" }
`;
});

afterAll(() => world.close());

beforeEach(() => {
  project = world.project({ manifest, files: { 'style/SKILL.md': skillText('style') } });
});

describe('lock', () => {
  test('writes what install would, and touches no directory of an agent', async () => {
    const run = await project.run('lock');
    const locked = project.read('paks.lock');
    await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain('+ acme/base 1.0.0');
    expect(run.stdout).toContain('paks.lock updated: 4 skills.');
    expect(project.read('paks.lock')).toBe(locked);
  });

  test('locks the content of a git skill, which only its bytes can tell, and no folder’s', async () => {
    await project.run('lock');

    const blocks = project.read('paks.lock').split('[[skill]]');
    expect(blocks.find((block) => block.includes('name = "pdf"'))).toMatch(/integrity = "sha256-/);
    expect(blocks.find((block) => block.includes('name = "style"'))).not.toContain('integrity');
    expect(project.exists('.agents')).toBe(false);
  });

  test('a second time asks nobody and says that it is current', async () => {
    await project.run('lock');
    world.proxy.requests.length = 0;
    world.git.requests.length = 0;

    const run = await project.run('lock');

    expect(run.stdout).toBe('paks.lock is current: 4 skills.\n');
    expect([world.proxy.requests, world.git.requests]).toEqual([[], []]);
  });

  test('--dry-run says what would change', async () => {
    const before = project.tree();

    const run = await project.run('lock', '--dry-run', '--json');

    expect(run.json()).toMatchObject({ ok: true, result: { dryRun: true, lockfile: 'written' } });
    expect(project.tree()).toEqual(before);
    expect(project.exists('.paks')).toBe(false);
  });

  test('--check fails with the difference, and passes once it is current', async () => {
    const missing = await project.run('lock', '--check');
    await project.run('lock');
    const current = await project.run('lock', '--check');
    project.write('paks.toml', manifest.replace('"acme/deploy" = "^1"', '"acme/deploy" = "^2"'));
    const outdated = await project.run('lock', '--check');

    expect([missing.exit, current.exit, outdated.exit]).toEqual([3, 0, 3]);
    expect(outdated.stderr).toContain('asks for `acme/deploy` ^2, but 1.0.0 is locked');
  });

  test('resolves the markers that git left in it', async () => {
    await project.run('lock');
    const lock = project.read('paks.lock');
    project.write(
      'paks.lock',
      lock.replace(/(version = "1\.0\.0"\n)/, '<<<<<<< a\n$1=======\n$1>>>>>>> b\n'),
    );

    expect((await project.run('lock')).exit).toBe(0);
    expect(project.read('paks.lock')).toBe(lock);
  });

  test('fails with nothing written where there is no solution', async () => {
    project.write('paks.toml', `${manifest}[overrides]\n"acme/base" = "9.9.9"\n`);
    const before = project.tree();

    const run = await project.run('lock');

    expect(run.exit).toBe(4);
    expect(project.tree()).toEqual(before);
  });
});
