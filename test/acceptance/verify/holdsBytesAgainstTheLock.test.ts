import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { GROUPED_MANIFEST as MANIFEST } from '../../helpers/groupedManifest.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const STYLE = { 'skills/style/SKILL.md': skillText('style') };

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'lint', version: '1.0.0' });
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({ manifest: MANIFEST, files: STYLE });
  await project.run('install');
  world.proxy.requests.length = 0;
});

describe('verify', () => {
  test('passes after an install, writes nothing and asks nobody', async () => {
    const before = project.tree();

    const run = await project.run('verify');

    expect(run).toMatchObject({
      exit: 0,
      stdout: '2 directories checked, every byte as locked.\n',
      stderr: '',
    });
    expect(world.proxy.requests).toEqual([]);
    expect(project.tree()).toEqual(before);
  });

  test('names an edited file, a new one and a missing directory, and ends with 1', async () => {
    const base = '.claude/skills/base';
    project.write(`${base}/SKILL.md`, `${project.read(`${base}/SKILL.md`)}more\n`);
    project.write(`${base}/new.md`, 'new\n');
    project.remove('.claude/skills/style');

    const run = await project.run('verify');

    expect(run.exit).toBe(1);
    expect(run.stdout).toMatch(/✗ \.claude\/skills\/base was edited \(.*SKILL\.md.*\)\n/);
    expect(run.stdout).toContain('new.md');
    expect(run.stdout).toContain('✗ .claude/skills/style is missing\n');
  });

  test('gives the drift as JSON', async () => {
    project.remove('.claude/skills/base');

    const run = await project.run('verify', '--json');

    expect(run.exit).toBe(1);
    expect(run.json()).toMatchObject({
      ok: true,
      result: { checked: 2, drift: [{ id: 'acme/base', problem: 'missing' }] },
    });
  });

  test('a skill that somebody else put there is not taken for the locked one', async () => {
    const manifest = project.read('paks.toml');
    const other = world.project({
      manifest,
      files: { ...STYLE, 'paks.lock': project.read('paks.lock') },
    });
    other.write('.claude/skills/base/SKILL.md', skillText('base'));

    const run = await other.run('verify');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain('✗ .claude/skills/base was not put there by paks');
  });

  test('on a fresh clone everything is missing, folders too', async () => {
    const lock = project.read('paks.lock');
    const clone = world.project({ manifest: MANIFEST, files: { ...STYLE, 'paks.lock': lock } });

    const run = await clone.run('verify');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain('✗ .claude/skills/base is missing');
    expect(run.stdout).toContain('✗ .claude/skills/style is missing');
  });

  test('looks at a group when asked', async () => {
    const without = await project.run('verify');
    const with_ = await project.run('verify', '--group', 'review');
    await project.run('install', '--group', 'review');
    const installed = await project.run('verify', '--all-groups');

    expect([without.exit, with_.exit, installed.exit]).toEqual([0, 1, 0]);
    expect(with_.stdout).toContain('✗ .claude/skills/lint is missing');
    expect(installed.stdout).toContain('3 directories checked');
  });

  test('needs a lock that answers the manifest', async () => {
    project.write('paks.toml', MANIFEST.replace('"acme/base" = "^1"', '"acme/base" = "^2"'));
    const outdated = await project.run('verify');
    project.remove('paks.lock');
    const missing = await project.run('verify');

    expect([outdated.exit, missing.exit]).toEqual([3, 3]);
    expect(outdated.stderr).toContain('asks for `acme/base` ^2, but 1.0.0 is locked');
    expect(missing.stderr).toContain('hint: run `paks install`');
  });
});
