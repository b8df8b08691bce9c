import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'base', version: '1.2.0' });
  await world.publish({
    account: 'acme',
    name: 'deploy',
    version: '2.1.0',
    dependencies: { 'acme/base': '^1.0.0' },
    files: { 'scripts/run.sh': { mode: '100755', content: '#!/bin/sh\n' } },
  });
  const tools = await world.repository('tools');
  await tools.commit({
    'skills/pdf/SKILL.md': skillText('pdf'),
    'skills/pdf/notes.md': 'notes\n',
    'skills/terraform/SKILL.md': skillText('terraform'),
    'README.md': 'not part of a skill\n',
  });
});

afterAll(() => world.close());

function manifest(): string {
  return `[project]
agents = ["claude-code", "cursor"]

[skills]
"acme/deploy" = "^2.0.0"
pdf = { git = "${world.git.url}/tools.git", path = "skills/pdf" }
house-style = { path = "./skills/house-style" }
`;
}

describe('install', () => {
  test('puts skills of a registry, a repository and a folder into the directories of two agents', async () => {
    const project = world.project({
      manifest: manifest(),
      files: { 'skills/house-style/SKILL.md': skillText('house-style') },
    });

    const run = await project.run('install');

    expect(run.stderr).toBe('');
    expect(run.exit).toBe(0);
    for (const directory of ['.claude/skills', '.agents/skills']) {
      expect(Object.keys(project.tree(directory)).sort()).toEqual([
        '.gitignore',
        'base/SKILL.md',
        'deploy/SKILL.md',
        'deploy/scripts/run.sh [755]',
        'house-style/SKILL.md',
        'pdf/SKILL.md',
        'pdf/notes.md',
      ]);
    }
    expect(project.read('paks.lock')).toContain('name = "acme/base"\nversion = "1.2.0"');
  });

  test('asks nobody the second time and changes nothing', async () => {
    const project = world.project({
      manifest: manifest(),
      files: { 'skills/house-style/SKILL.md': skillText('house-style') },
    });
    await project.run('install');
    const before = project.tree();
    world.proxy.requests.length = 0;
    world.git.requests.length = 0;

    const run = await project.run('install');

    expect(run.stdout).toBe('4 skills up to date.\n');
    expect(world.proxy.requests).toEqual([]);
    expect(world.git.requests).toEqual([]);
    expect(project.tree()).toEqual(before);
  });

  test('a teammate gets the same bytes from the lock alone, with archives and no metadata', async () => {
    const project = world.project({
      manifest: manifest(),
      files: { 'skills/house-style/SKILL.md': skillText('house-style') },
    });
    await project.run('install');
    const teammate = world.project({
      manifest: manifest(),
      files: {
        'skills/house-style/SKILL.md': skillText('house-style'),
        'paks.lock': project.read('paks.lock'),
      },
    });
    world.proxy.requests.length = 0;
    world.git.requests.length = 0;

    const run = await teammate.run('ci');

    expect(run.stderr).toBe('');
    expect(run.exit).toBe(0);
    expect(teammate.tree()).toEqual(project.tree());
    expect(world.proxy.requests.map(({ path }) => path).sort()).toEqual([
      '/api/skills/acme/base/versions/1.2.0/archive',
      '/api/skills/acme/deploy/versions/2.1.0/archive',
    ]);
    expect(world.git.requests).toHaveLength(2);
  });
});
