import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let workspace: TemporaryProject;

const manifest = (...skills: readonly string[]) =>
  `[project]\nagents = ["claude-code"]\n[skills]\n${skills.map((id) => `"${id}" = "^1"\n`).join('')}`;

beforeAll(async () => {
  world = await startWorld();
  for (const name of ['base', 'lint'])
    await world.publish({ account: 'acme', name, version: '1.0.0' });
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
  workspace = world.project({
    files: {
      '.gitignore': 'build/\n*.tmp\n!kept.tmp\n',
      'packages/b/paks.toml': manifest('acme/base', 'acme/lint'),
      'packages/a/paks.toml': manifest('acme/base'),
      'packages/a/inner/paks.toml': manifest('acme/base'),
      'kept.tmp/paks.toml': manifest('acme/base'),
      'node_modules/x/paks.toml': 'broken',
      '.hidden/paks.toml': 'broken',
      'build/paks.toml': 'broken',
      'old.tmp/paks.toml': 'broken',
    },
  });
  mkdirSync(join(workspace.path, '.git'));
  mkdirSync(join(workspace.path, 'empty'));
  symlinkSync(join(workspace.path, 'packages'), join(workspace.path, 'zlink'));
});

const PROJECTS = ['kept.tmp', 'packages/a', 'packages/a/inner', 'packages/b'];

function versionRequests(): readonly string[] {
  return world.proxy.requests.map(({ path }) => path).filter((path) => path.endsWith('/versions'));
}

function outcomes(run: { json(): unknown }) {
  const { result } = run.json() as { result: { projects: { project: string; exit: number }[] } };
  return result.projects.map(({ project, exit }) => [project, exit]);
}

describe('--recursive', () => {
  test('installs every project in the order of paths, and asks a registry once for each skill', async () => {
    const run = await workspace.run('install', '--recursive', '--no-cache', '--json');

    expect(run.exit).toBe(0);
    expectMatchesOutputSchema('recursive', run.json());
    expect(outcomes(run)).toEqual(PROJECTS.map((project) => [project, 0]));
    expect(versionRequests()).toHaveLength(2);
    for (const project of PROJECTS) {
      expect(workspace.exists(`${project}/.claude/skills/base/SKILL.md`)).toBe(true);
    }
  });

  test('ci, verify, list, status, outdated and update go through them too, with text under each name', async () => {
    await workspace.run('install', '-r');
    for (const word of ['ci', 'verify', 'status', 'outdated', 'update']) {
      const { exit, stderr } = await workspace.run(word, '-r', '-y');
      expect([word, exit, stderr]).toEqual([word, 0, expect.not.stringContaining('error')]);
    }
    world.proxy.requests.length = 0;
    await workspace.run('outdated', '-r');
    const list = await workspace.run('list', '-r');
    const yaml = await workspace.run('list', '-r', '--format', 'yaml');

    expect(versionRequests().length).toBeLessThanOrEqual(2);
    expect(list.stdout).toContain('packages/b\n  SKILL');
    expect(list.stdout).toMatch(/\n4 projects\.\n$/);
    expect(yaml.stdout).toContain('project: packages/a/inner');
  });

  test('a project that fails does not stop the others, and the exit code says so', async () => {
    workspace.write('packages/a/paks.toml', manifest('acme/absent'));

    const run = await workspace.run('install', '-r');
    const json = await workspace.run('install', '-r', '--json');

    expect(run.exit).toBe(4);
    expect(run.stderr).toContain('packages/a\n  error: ');
    expect(run.stdout).toContain('4 projects; not well in packages/a.');
    expect(workspace.exists('packages/b/.claude/skills/lint')).toBe(true);
    expectMatchesOutputSchema('recursive', json.json());
    expect(outcomes(json)).toEqual(
      PROJECTS.map((project) => [project, project === 'packages/a' ? 4 : 0]),
    );
  });

  test('--bail stops at the first that does not end well and names those left out', async () => {
    workspace.write('packages/a/paks.toml', 'broken');

    const run = await workspace.run('install', '-r', '--bail');

    expect(run.exit).toBe(2);
    expect(run.stdout).toContain('left out by --bail: packages/a/inner, packages/b');
    expect(workspace.exists('packages/b/.claude')).toBe(false);
  });

  test('a "no" of one project is the exit code of all: drift found by verify', async () => {
    await workspace.run('install', '-r');
    workspace.write('packages/b/.claude/skills/base/SKILL.md', 'edited\n');

    const run = await workspace.run('verify', '-r');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain('packages/b\n  ✗ .claude/skills/base was edited');
  });

  test.each([
    ['-g beside it', ['list', '-r', '-g'], 'cannot both be had'],
    ['a source beside it', ['install', '-r', 'acme/base'], 'cannot both be had'],
    ['--bail without it', ['verify', '--bail'], 'needs `--recursive`'],
    ['no project at all', ['list', '-r', '-C', 'empty'], 'or below it'],
  ])('%s is refused', async (_what, words, message) => {
    const run = await workspace.run(...words);
    expect(run.exit).toBe(2);
    expect(run.stderr).toContain(message);
  });
});
