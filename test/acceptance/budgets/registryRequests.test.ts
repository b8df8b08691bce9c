import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const SKILLS = 30;
const CHAIN = 12;
const names = Array.from({ length: SKILLS }, (_, index) => `skill-${index}`);
const manifest = ['[skills]', ...names.map((name) => `"acme/${name}" = "^1"`), ''].join('\n');

let world: TestWorld;
let lock: string;

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll(
    names.flatMap((name) =>
      ['1.0.0', '1.1.0'].map((version) => ({ account: 'acme', name, version })),
    ),
  );
  await world.publishAll(
    Array.from({ length: CHAIN }, (_, index) => ({
      account: 'chain',
      name: `link-${index}`,
      version: '1.0.0',
      dependencies: index + 1 < CHAIN ? { [`chain/link-${index + 1}`]: '^1' } : {},
    })),
  );
  const first = world.project({ manifest });
  await first.run('install');
  lock = first.read('paks.lock');
}, 60_000);

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
});

/** What was asked, by kind; `other` names anything that has no business here. */
function asked() {
  const paths = world.proxy.requests.map(({ method, path }) => `${method} ${path}`);
  const metadata = paths.filter((path) => /^GET \/api\/skills\/[^/]+\/[^/]+\/versions$/.test(path));
  const archives = paths.filter((path) => path.endsWith('/archive'));
  const other = paths.filter((path) => !metadata.includes(path) && !archives.includes(path));
  return { metadata: metadata.length, archives: archives.length, other };
}

function teammate(): TemporaryProject {
  return world.project({ manifest, files: { 'paks.lock': lock } });
}

describe('requests to a registry', () => {
  test('a cold install of 30 skills asks for 30 lists of versions and 30 archives', async () => {
    const run = await world.project({ manifest }).run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(asked()).toEqual({ metadata: SKILLS, archives: SKILLS, other: [] });
  });

  test.each([['ci'], ['install', '--frozen-lockfile'], ['install']])(
    'from the lock with empty caches only the 30 archives are asked for: %s %s',
    async (...argv) => {
      const run = await teammate().run(...argv);

      expect(run).toMatchObject({ exit: 0, stderr: '' });
      expect(asked()).toEqual({ metadata: 0, archives: SKILLS, other: [] });
    },
  );

  test.each([['ci'], ['install']])(
    'with a full store nobody is asked, though the directories are gone: %s',
    async (command) => {
      const project = teammate();
      await project.run('install');
      project.remove('.agents');
      project.remove('.paks');
      world.proxy.requests.length = 0;

      const run = await project.run(command);

      expect(run).toMatchObject({ exit: 0, stderr: '' });
      expect(project.exists('.agents/skills/skill-29/SKILL.md')).toBe(true);
      expect(asked()).toEqual({ metadata: 0, archives: 0, other: [] });
    },
  );

  test('an install with nothing to do, a list and a verification ask nobody', async () => {
    const project = teammate();
    await project.run('install');
    world.proxy.requests.length = 0;

    for (const command of ['install', 'list', 'verify', 'ci']) {
      expect(await project.run(command)).toMatchObject({ exit: 0, stderr: '' });
    }

    expect(asked()).toEqual({ metadata: 0, archives: 0, other: [] });
  });

  test('adding one skill to 30 asks for that skill alone', async () => {
    const project = teammate();
    await project.run('install');
    world.proxy.requests.length = 0;

    const run = await project.run('add', `chain/link-${CHAIN - 1}`);

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(asked()).toEqual({ metadata: 1, archives: 1, other: [] });
  });

  test('updating one of 30 asks for the versions of that one alone', async () => {
    const pinned = manifest.replace('"acme/skill-7" = "^1"', '"acme/skill-7" = "~1.0.0"');
    const project = world.project({ manifest: pinned });
    await project.run('install');
    project.write('paks.toml', manifest);
    world.proxy.requests.length = 0;

    const run = await project.run('update', 'acme/skill-7', '--no-cache');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain('1.1.0');
    expect(asked()).toEqual({ metadata: 1, archives: 1, other: [] });
  });

  test('a chain of dependencies asks once for each skill that it reaches', async () => {
    const project = world.project({ manifest: '[skills]\n"chain/link-0" = "^1"\n' });

    const run = await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(asked()).toEqual({ metadata: CHAIN, archives: CHAIN, other: [] });
  });
});
