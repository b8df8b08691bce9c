import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestRepository } from '../../helpers/gitRepository.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let suite: TestRepository;

function needs(...lines: readonly string[]): readonly string[] {
  return ['dependencies:', ...lines.map((line) => `  ${line}`)];
}

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  suite = await world.repository('suite');
  await suite.commit({
    'skills/deploy/SKILL.md': skillText(
      'deploy',
      needs('- name: checks', '  path: ../checks', '- name: acme/base', '  version: ^1'),
    ),
    'skills/checks/SKILL.md': skillText('checks', needs('- name: deploy', '  path: ../deploy')),
    'skills/escapes/SKILL.md': skillText('escapes', needs('- name: up', '  path: ../../../up')),
  });
});

afterAll(() => world.close());

function installed(project: TemporaryProject): readonly string[] {
  return Object.keys(project.tree('.claude/skills'))
    .filter((path) => path.endsWith('/SKILL.md'))
    .map((path) => path.replace('/SKILL.md', ''));
}

function manifest(...lines: readonly string[]): string {
  return `[project]\nagents = ["claude-code"]\n[skills]\n${lines.join('\n')}\n`;
}

describe('a skill of a repository', () => {
  const entry = (path: string) =>
    `${path} = { git = "${world.git.url}/suite.git", path = "skills/${path}" }`;

  test('brings the folder beside it, of the same commit, and a skill of the registry, round a cycle', async () => {
    const project = world.project({ manifest: manifest(entry('deploy')) });

    const run = await project.run('install');
    const list = await project.run('list');
    world.git.requests.length = 0;
    const again = await project.run('ci');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(installed(project)).toEqual(['base', 'checks', 'deploy']);
    expect(
      new Set(project.read('paks.lock').match(/suite[^[]*?commit = "\w+"/g)).size,
    ).toBeLessThan(3);
    expect(project.read('paks.lock')).toContain('path = "skills/checks"');
    expect(list.stdout).toMatch(/checks .*for deploy/);
    expect(again.exit).toBe(0);
    expect(world.git.requests).toEqual([]);
  });

  test('T01: cannot need a folder outside its repository', async () => {
    const project = world.project({ manifest: manifest(entry('escapes')) });

    const run = await project.run('install');

    expect(run.exit).not.toBe(0);
    expect(run.stderr).toContain('`escapes` depends on the folder `../../../up`');
    expect(project.exists('.claude')).toBe(false);
  });
});

describe('a folder of the project', () => {
  const FILES = {
    'skills/app/SKILL.md': skillText(
      'app',
      needs('- name: lib', '  path: ../lib', '- name: acme/base', '  version: ^1'),
    ),
    'skills/lib/SKILL.md': skillText('lib'),
  };

  test('brings what it needs, and a new need is seen without a word from the manifest', async () => {
    const project = world.project({
      manifest: manifest('app = { path = "./skills/app" }', 'lib = { path = "./skills/lib" }'),
      files: FILES,
    });
    await project.run('install');
    const before = installed(project);
    project.write('skills/lib/SKILL.md', skillText('lib', needs('- name: new', '  path: ../new')));
    project.write('skills/new/SKILL.md', skillText('new'));

    const frozen = await project.run('ci');
    const run = await project.run('install');

    expect(before).toEqual(['app', 'base', 'lib']);
    expect(frozen.exit).toBe(3);
    expect(run.exit).toBe(0);
    expect(installed(project)).toEqual(['app', 'base', 'lib', 'new']);
  });

  test('is copied: an edit reaches the agent with the next install', async () => {
    const project = world.project({
      manifest: manifest('lib = { path = "./skills/lib" }'),
      files: FILES,
    });
    await project.run('install');
    project.write('skills/lib/notes.md', 'new\n');
    const stale = project.exists('.claude/skills/lib/notes.md');

    const run = await project.run('install');

    expect(stale).toBe(false);
    expect(run.exit).toBe(0);
    expect(project.read('.claude/skills/lib/notes.md')).toBe('new\n');
  });

  test('that is editable is a link: an edit is there at once', async () => {
    const project = world.project({
      manifest: manifest('lib = { path = "./skills/lib", editable = true }'),
      files: FILES,
    });
    const run = await project.run('install');
    project.write('skills/lib/notes.md', 'new\n');
    const verify = await project.run('verify');
    const again = await project.run('install');
    await project.run('remove', 'lib');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect([verify.exit, again.exit]).toEqual([0, 0]);
    expect(project.read('skills/lib/notes.md')).toBe('new\n');
    expect(project.exists('.claude/skills/lib')).toBe(false);
    expect(project.exists('skills/lib/SKILL.md')).toBe(true);
  });
});
