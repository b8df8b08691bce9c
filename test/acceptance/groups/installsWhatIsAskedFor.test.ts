import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const MANIFEST = `[project]
agents = ["claude-code"]
[skills]
"acme/base" = "^1"
[groups.review.skills]
"acme/lint" = "^1"
[groups.docs.skills]
"acme/prose" = "^1"
`;

beforeAll(async () => {
  world = await startWorld();
  for (const name of ['base', 'lint', 'prose', 'words']) {
    await world.publish({ account: 'acme', name, version: '1.0.0' });
  }
});

afterAll(() => world.close());

beforeEach(() => {
  project = world.project({ manifest: MANIFEST });
});

function installed(): readonly string[] {
  return Object.keys(project.tree('.claude/skills'))
    .filter((path) => path.endsWith('/SKILL.md'))
    .map((path) => path.replace('/SKILL.md', ''));
}

describe('groups', () => {
  test('all are locked, and only those asked for are installed', async () => {
    await project.run('install');
    expect(installed()).toEqual(['base']);
    expect(project.read('paks.lock').match(/name = /g)).toHaveLength(3);

    await project.run('install', '--group', 'review');
    expect(installed()).toEqual(['base', 'lint']);

    await project.run('install', '--all-groups');
    expect(installed()).toEqual(['base', 'lint', 'prose']);

    await project.run('install');
    expect(installed()).toEqual(['base']);
  });

  test('ci installs a group from the lock', async () => {
    await project.run('lock');

    expect((await project.run('ci', '--group', 'docs')).exit).toBe(0);
    expect(installed()).toEqual(['base', 'prose']);
  });

  test('an unknown group is refused with the nearest', async () => {
    const run = await project.run('install', '--group', 'dosc');

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('hint: did you mean `--group docs`?');
  });

  test('add puts a skill into one group, a new one too, and installs it', async () => {
    const run = await project.run('add', 'acme/words', '--group', 'writing');
    const both = await project.run('add', 'acme/words', '--group', 'docs', '--group', 'review');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.toml')).toContain('[groups.writing.skills]\n"acme/words" = "^1.0.0"');
    expect(installed()).toEqual(['base', 'words']);
    expect(both.exit).toBe(2);
  });

  test('list names the group, and remove takes the skill out of it', async () => {
    await project.run('install', '--all-groups');
    const list = await project.run('list');
    const run = await project.run('remove', 'acme/lint');

    expect(list.stdout).toMatch(/acme\/lint .*group review/);
    expect(run.exit).toBe(0);
    expect(project.read('paks.toml')).not.toContain('acme/lint');
  });
});
