import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;
let installed: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await startWorld();
  for (const name of ['base', 'deploy']) {
    await world.publish({ account: 'acme', name, version: '1.0.0' });
  }
  const tools = await world.repository('tools');
  await tools.commit({ 'pdf/SKILL.md': skillText('pdf'), 'pdf/notes.md': 'notes\n' });
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({
    manifest: [
      '[skills]',
      '"acme/base" = "^1"',
      '"acme/deploy" = "^1"',
      `pdf = { git = "${world.git.url}/tools.git", path = "pdf" }`,
      '',
    ].join('\n'),
  });
  await project.run('install');
  installed = project.tree();
  project.remove('.agents');
  world.proxy.requests.length = 0;
  world.git.requests.length = 0;
});

/** Every file that the store keeps of skills. */
function storedFiles(): readonly string[] {
  const store = join(project.home, '.cache', 'paks', 'store');
  const entries = readdirSync(store, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  bytes[0] = (bytes[0] ?? 0) ^ 0xff;
  chmodSync(file, 0o644);
  writeFileSync(file, bytes);
}

function forgetInspections(): void {
  rmSync(join(project.home, '.cache', 'paks', 'cleared'), { recursive: true });
}

describe('a damaged store', () => {
  test('one flipped byte: the skill is fetched again, and no other', async () => {
    const [file = ''] = storedFiles().filter((path) => readFileSync(path, 'utf8').includes('base'));
    flipByte(file);

    const run = await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.tree()).toEqual(installed);
    expect(world.proxy.requests.map(({ path }) => path)).toEqual([
      '/api/skills/acme/base/versions/1.0.0/archive',
    ]);
    expect(world.git.requests).toEqual([]);
  });

  test('every file of it damaged: all skills are fetched again, of every kind of source', async () => {
    for (const file of storedFiles()) flipByte(file);

    const run = await project.run('ci');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.tree()).toEqual(installed);
    project.remove('.agents');
    expect(await project.run('ci', '--offline')).toMatchObject({ exit: 0, stderr: '' });
  });

  test('a file that is gone, found while inspecting: fetched again', async () => {
    const [file = ''] = storedFiles().filter((path) => path.endsWith('notes.md'));
    forgetInspections();
    rmSync(file, { force: true });

    const run = await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.tree()).toEqual(installed);
  });

  test.each(['inspected before', 'not inspected before'])(
    'offline it is refused and nothing is linked (%s)',
    async (state) => {
      for (const file of storedFiles()) flipByte(file);
      if (state === 'not inspected before') forgetInspections();
      const before = project.tree();

      const run = await project.run('install', '--offline');

      expect(run.exit).toBe(5);
      expect(run.stderr).toMatch(/^error: the store's copy of `sha256-[^`]+` is damaged: /);
      expect(run.stderr).toContain('hint: run the command again with the network');
      expect(project.tree()).toEqual(before);
    },
  );

  test('a source that serves other bytes than the locked ones mends nothing', async () => {
    for (const file of storedFiles()) flipByte(file);
    world.proxy.faults.push({ kind: 'corrupt', path: '/archive', atByte: 20 });
    const before = project.tree();

    const run = await project.run('install');
    world.proxy.faults.length = 0;

    expect(run.exit).toBeGreaterThan(0);
    expect(project.tree()).toEqual(before);
  });
});
