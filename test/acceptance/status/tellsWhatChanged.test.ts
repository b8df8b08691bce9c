import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { GROUPED_MANIFEST as MANIFEST } from '../../helpers/groupedManifest.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const BASE = '.claude/skills/base';
const FILES = { 'run.sh': 'echo\n', 'old.md': 'old\n' };

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0', files: FILES });
  await world.publish({ account: 'acme', name: 'lint', version: '1.0.0' });
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({
    manifest: MANIFEST,
    files: { 'skills/style/SKILL.md': skillText('style') },
  });
  await project.run('install');
  world.proxy.requests.length = 0;
});

describe('status', () => {
  test('is clean after an install, writes nothing and asks nobody', async () => {
    const before = project.tree();

    const run = await project.run('status');

    expect(run).toMatchObject({ exit: 0, stdout: '2 directories, nothing changed.\n', stderr: '' });
    expect(world.proxy.requests).toEqual([]);
    expect(project.tree()).toEqual(before);
  });

  test('names every edited, new, deleted and newly executable file, and ends with 1', async () => {
    project.write(`${BASE}/SKILL.md`, `${project.read(`${BASE}/SKILL.md`)}more\n`);
    project.write(`${BASE}/notes/new.md`, 'new\n');
    project.remove(`${BASE}/old.md`);
    chmodSync(join(project.path, BASE, 'run.sh'), 0o755);

    const run = await project.run('status');
    const json = (await project.run('status', '--json')).json();

    expect(run.exit).toBe(1);
    expect(run.stdout).toBe(
      [
        `✗ ${BASE} (acme/base) was edited`,
        '    modified SKILL.md',
        '    added    notes/new.md',
        '    deleted  old.md',
        '    mode     run.sh',
        '2 directories, 1 not as locked. `paks restore NAME` takes edits back, `paks patch NAME` keeps them.',
        '',
      ].join('\n'),
    );
    expectMatchesOutputSchema('status', json);
    expect(json).toMatchObject({
      result: { clean: false, lock: { state: 'current' }, directories: [{ state: 'modified' }] },
    });
  });

  test('tells what is missing, what is not ours, and a folder that changed since it was copied', async () => {
    project.remove(BASE);
    project.write('skills/style/more.md', 'more\n');
    const missing = await project.run('status');
    project.remove('.paks/state.json');
    project.write(`${BASE}/SKILL.md`, 'mine\n');
    const foreign = await project.run('status');

    expect(missing.stdout).toContain(`✗ ${BASE} (acme/base) is missing\n`);
    expect(missing.stdout).toContain(
      '✗ .claude/skills/style (style) holds what is no longer wanted',
    );
    expect(foreign.stdout).toContain(`✗ ${BASE} (acme/base) was not put there by paks\n`);
    expect([missing.exit, foreign.exit]).toEqual([1, 1]);
  });

  test('tells a lock that is outdated or missing, and a skill that is no longer locked', async () => {
    const lock = project.read('paks.lock');
    project.write('paks.toml', MANIFEST.replace('"acme/base" = "^1"', '"acme/base" = "^2"'));
    const outdated = await project.run('status');
    project.write('paks.toml', MANIFEST.replace('"acme/base" = "^1"\n', ''));
    project.write('paks.lock', lock.replace(/\[\[skill\]\]\nname = "acme\/base"[^[]*/, ''));
    const unwanted = await project.run('status');
    project.remove('paks.lock');
    const missing = await project.run('status', '--json');

    expect(outdated.stdout).toContain('asks for `acme/base` ^2, but 1.0.0 is locked');
    expect(unwanted.stdout).toContain(`✗ ${BASE} (acme/base) is no longer in paks.lock`);
    expect([outdated.exit, unwanted.exit, missing.exit]).toEqual([1, 1, 1]);
    expect(missing.json()).toMatchObject({
      result: { lock: { state: 'missing' }, directories: [] },
    });
  });

  test('looks at a group that is installed, or when asked', async () => {
    const without = await project.run('status');
    const asked = await project.run('status', '--group', 'review');
    await project.run('install', '--group', 'review');
    project.write('.claude/skills/lint/SKILL.md', 'edited\n');
    const installed = await project.run('status');

    expect([without.exit, asked.exit, installed.exit]).toEqual([0, 1, 1]);
    expect(installed.stdout).toContain('.claude/skills/lint (acme/lint) was edited');
  });

  test('T14: names of files from a hostile edit reach the terminal escaped', async () => {
    project.write(`${BASE}/a\u001b[2Jb.md`, 'x\n');

    const run = await project.run('status');

    expect(run.stdout).toContain('added    a\\u{1b}[2Jb.md');
    expect(run.stdout).not.toContain('\u001b');
  });
});
