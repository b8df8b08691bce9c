import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { faultyFileSystem } from '../../helpers/faultyFileSystem.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const MANIFEST = `[project]
agents = ["claude-code"]
[skills]
"acme/base" = "^1"
"acme/lint" = "^1"
`;
const BASE = '.claude/skills/base';
const LINT = '.claude/skills/lint';

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'lint', version: '1.0.0' });
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({ manifest: MANIFEST });
  await project.run('install');
});

function edit(): void {
  for (const directory of [BASE, LINT]) project.write(`${directory}/SKILL.md`, 'mine\n');
}

describe('restore', () => {
  test('puts the locked bytes of the named skill back and keeps the edited copy', async () => {
    const original = project.tree(BASE);
    edit();

    const run = await project.run('restore', 'acme/base', '--yes');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain(`✓ ${BASE} (the edited copy: .paks/backup/base-1)\n`);
    expect(run.stdout).toContain('    modified SKILL.md\n1 directory restored.');
    expect(project.tree(BASE)).toEqual(original);
    expect(project.read('.paks/backup/base-1/SKILL.md')).toBe('mine\n');
    expect(project.read(`${LINT}/SKILL.md`)).toBe('mine\n');
    expect((await project.run('verify')).stdout).toContain('lint was edited');
  });

  test('--all brings back edits and missing directories, fetching what the store lacks', async () => {
    const original = project.tree();
    edit();
    project.remove(LINT);
    rmSync(join(project.home, '.cache'), { recursive: true, force: true });

    const run = await project.run('restore', '--all', '--yes', '--json');

    expectMatchesOutputSchema('restore', run.json());
    expect(project.tree()).toEqual(original);
    expect((await project.run('verify')).exit).toBe(0);
  });

  test('without a terminal it needs --yes, and changes nothing', async () => {
    edit();
    const before = project.tree();

    const run = await project.run('restore', '--all');

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain(`edits in \`${BASE}\`, \`${LINT}\` would be taken back`);
    expect(run.stderr).toContain('--yes');
    expect(project.tree()).toEqual(before);
  });

  test('--dry-run shows what would be lost, and a clean project has nothing to restore', async () => {
    const clean = await project.run('restore', '--all');
    edit();
    const dry = await project.run('restore', '--all', '--dry-run');

    expect(clean).toMatchObject({
      exit: 0,
      stdout: 'Nothing to restore: everything is as locked.\n',
    });
    expect(dry.stdout).toContain('Dry run, nothing was changed: 2 directories would be restored.');
    expect(project.read(`${BASE}/SKILL.md`)).toBe('mine\n');
  });

  test('T11: what Paks did not put there is not touched', async () => {
    project.remove('.paks/state.json');
    edit();

    const run = await project.run('restore', 'acme/base', '--yes');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('was not put there by paks');
    expect(project.read(`${BASE}/SKILL.md`)).toBe('mine\n');
  });

  test('bad input is named: no skill, an unknown one, both ways at once', async () => {
    const none = await project.run('restore');
    const unknown = await project.run('restore', 'acme/bsae');
    const both = await project.run('restore', 'acme/base', '--all');

    expect([none.exit, unknown.exit, both.exit]).toEqual([2, 1, 2]);
    expect(unknown.stderr).toContain('did you mean `acme/base`?');
  });

  test('a failure of the disk at any call leaves the old or the restored skill, never half', async () => {
    const original = project.tree(BASE);
    edit();
    const edited = project.tree(BASE);
    const probe = faultyFileSystem(0);
    const counted = world.project({ sibling: project, fileSystem: probe.fs, manifest: MANIFEST });
    await counted.run('restore', '-C', project.path, 'acme/base', '--yes');
    const calls = probe.calls();

    for (let failAt = 1; failAt <= calls; failAt += 7) {
      project.write(`${BASE}/SKILL.md`, 'mine\n');
      const faulty = faultyFileSystem(failAt);
      const broken = world.project({ sibling: project, fileSystem: faulty.fs });
      await broken.run('restore', '-C', project.path, 'acme/base', '--yes');
      expect([original, edited]).toContainEqual(project.tree(BASE));
    }
  });
});
