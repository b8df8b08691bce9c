import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { readTree } from '../../helpers/readTree.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const MANIFEST = '[project]\nagents = ["cursor"]\n\n[skills]\n"acme/deploy" = "~1.0.0"\n';

let world: TestWorld;
let project: TemporaryProject;
let before: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await startWorld();
  for (const version of ['1.0.0', '1.1.0']) {
    await world.publish({ account: 'acme', name: 'deploy', version });
  }
  await world.publish({ account: 'acme', name: 'review', version: '1.0.0' });
});

afterAll(() => world.close());

beforeEach(async () => {
  const user = world.project();
  project = world.project({
    manifest: MANIFEST,
    environment: { CLAUDE_CONFIG_DIR: `${user.home}/claude` },
    sibling: user,
  });
  await project.run('install');
  before = readTree(project.path);
});

/** Paths below the user's home, caches left out. */
function atHome(): readonly string[] {
  return Object.keys(readTree(project.home, ['.cache']));
}

describe('personal skills', () => {
  test('are added, listed, updated and removed where the agent looks, and no project is touched', async () => {
    const add = await project.run(
      'add',
      '-g',
      'acme/deploy@~1.0.0',
      'acme/review',
      '--agent',
      'claude-code',
    );
    expect(add).toMatchObject({ exit: 0 });
    expect(atHome()).toEqual(
      expect.arrayContaining([
        '.config/paks/global/paks.toml',
        '.config/paks/global/paks.lock',
        'claude/skills/deploy/SKILL.md',
        'claude/skills/review/SKILL.md',
      ]),
    );
    expect(atHome().filter((path) => path.startsWith('.claude/'))).toEqual([]);
    expect(readTree(project.path)).toEqual(before);

    const list = await project.run('list', '-g');
    expect(list).toMatchObject({ exit: 0, stderr: '' });
    expect(list.stdout).toMatch(/acme\/deploy +1\.0\.0/);
    expect(list.stdout).toContain('acme/review');

    const remove = await project.run('remove', '-g', 'acme/review');
    expect(remove).toMatchObject({ exit: 0 });
    expect(atHome()).not.toContain('claude/skills/review/SKILL.md');
    expect(atHome()).toContain('claude/skills/deploy/SKILL.md');

    const empty = await project.run('remove', '-g', 'acme/deploy');
    expect(empty).toMatchObject({ exit: 0 });
    expect(atHome().filter((path) => path.startsWith('claude/'))).toEqual([]);
    expect((await project.run('list', '-g')).stdout).not.toContain('acme/');
    expect(readTree(project.path)).toEqual(before);
  });

  test('come back from their lock, and a project of the same skill keeps its own version', async () => {
    await project.run('add', '-g', 'acme/deploy', '--agent', 'claude-code');
    const personal = atHome();
    world.proxy.requests.length = 0;
    rmSync(`${project.home}/claude`, { recursive: true });

    const run = await project.run('install', '-g', '--frozen-lockfile');

    expect(run).toMatchObject({ exit: 0 });
    expect(atHome()).toEqual(personal);
    expect(world.proxy.requests).toEqual([]);
    expect(project.read('.agents/skills/deploy/SKILL.md')).toContain('version: "1.0.0"');
    expect(readTree(`${project.home}/claude`)['skills/deploy/SKILL.md']).toContain('"1.1.0"');
  });

  test('without --agent they go where all agents that share a directory look', async () => {
    const run = await project.run('add', '-g', 'acme/review');

    expect(run).toMatchObject({ exit: 0 });
    expect(atHome()).toContain('.config/agents/skills/review/SKILL.md');
    expect(readTree(project.path)).toEqual(before);
  });

  test('a failed addition leaves everything as it was', async () => {
    await project.run('add', '-g', 'acme/review', '--agent', 'claude-code');
    const home = readTree(project.home, ['.cache']);

    const run = await project.run('add', '-g', 'acme/no-such-skill', '--agent', 'claude-code');

    expect(run.exit).toBe(4);
    expect(readTree(project.home, ['.cache'])).toEqual(home);
    expect(readTree(project.path)).toEqual(before);
  });
});
