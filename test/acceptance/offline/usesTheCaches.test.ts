import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../src/io/clock.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll(
    ['one', 'two'].map((name) => ({ account: 'acme', name, version: '1.0.0' })),
  );
  const many = await world.repository('many');
  await many.commit({ 'skills/pdf/SKILL.md': skillText('pdf') });
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
  world.git.requests.length = 0;
});

const START = '[project]\nagents = ["claude-code"]\n\n[skills]\n';
const BOTH = `${START}"acme/one" = "^1"\n"acme/two" = "^1"\n`;
/** A clock a day ahead: whatever was cached is stale by then. */
const TOMORROW = { ...systemClock, now: () => Date.now() + 86_400_000 };

function asked(): number {
  return world.proxy.requests.length + world.git.requests.length;
}

describe('--offline', () => {
  test('installs, updates and adds from the caches, however old they are', async () => {
    const online = world.project({ manifest: BOTH });
    await online.run('install');
    world.proxy.requests.length = 0;
    const project = world.project({ manifest: START, sibling: online, clock: TOMORROW });

    expect(await project.run('add', 'acme/one', '--offline')).toMatchObject({ exit: 0 });
    project.write('paks.toml', BOTH);
    expect(await project.run('install', '--offline')).toMatchObject({ exit: 0 });
    expect(await project.run('update', '--offline')).toMatchObject({ exit: 0 });
    project.remove('.claude');
    expect(await project.run('ci', '--offline')).toMatchObject({ exit: 0 });
    expect(asked()).toBe(0);
  });

  test.each(['install', 'ci'])('%s lists by name all that the cache lacks', async (command) => {
    const online = world.project({ manifest: BOTH });
    await online.run('lock');
    const lock = online.read('paks.lock');
    const project = world.project({ manifest: BOTH, files: { 'paks.lock': lock } });
    world.proxy.requests.length = 0;
    const before = project.tree();

    const run = await project.run(command, '--offline');

    expect(run.exit).toBe(6);
    expect(run.stderr).toContain(
      'the cache does not hold:\n  - acme/one@1.0.0\n  - acme/two@1.0.0',
    );
    expect(asked()).toBe(0);
    expect(project.tree()).toEqual(before);
  });

  test('a skill whose versions nobody asked for yet is named, and nothing is changed', async () => {
    const project = world.project({ manifest: START });
    const before = project.tree();

    const add = await project.run('add', 'acme/one', '--offline');
    const git = await project.run('add', `${world.git.url}/many.git`, '--offline');

    expect([add.exit, git.exit]).toEqual([6, 6]);
    expect(add.stderr).toContain('acme/one');
    expect(git.stderr).toContain('many.git');
    expect(asked()).toBe(0);
    expect(project.tree()).toEqual(before);
  });

  test('is also a setting and a variable', async () => {
    const project = world.project({ manifest: BOTH });
    mkdirSync(join(project.home, '.config/paks'), { recursive: true });
    writeFileSync(join(project.home, '.config/paks/config.toml'), 'offline = true\n');
    expect((await project.run('install')).exit).toBe(6);

    const other = world.project({ manifest: BOTH, environment: { PAKS_OFFLINE: 'true' } });
    expect((await other.run('install')).exit).toBe(6);
    expect(asked()).toBe(0);
  });
});

describe('--prefer-offline', () => {
  test('takes stale answers unasked, and goes to the network for what is missing only', async () => {
    const online = world.project({ manifest: `${START}"acme/one" = "^1"\n` });
    await online.run('install');
    const project = world.project({ manifest: BOTH, sibling: online, clock: TOMORROW });
    world.proxy.requests.length = 0;

    expect(await project.run('install', '--prefer-offline')).toMatchObject({ exit: 0 });

    const paths = world.proxy.requests.map(({ path }) => path);
    expect(paths.filter((path) => path.includes('acme/one'))).toEqual([]);
    expect(paths.filter((path) => path.includes('acme/two')).length).toBeGreaterThan(0);
  });

  test('is also a setting and a variable; without it what is stale is asked for again', async () => {
    const manifest = `${START}"acme/one" = "^1"\n`;
    const online = world.project({ manifest });
    await online.run('install');
    mkdirSync(join(online.home, '.config/paks'), { recursive: true });
    world.proxy.requests.length = 0;
    for (const [environment, config, requests] of [
      [{ PAKS_PREFER_OFFLINE: '1' }, '', 0],
      [{}, 'prefer-offline = true\n', 0],
      [{}, '', 1],
    ] as const) {
      writeFileSync(join(online.home, '.config/paks/config.toml'), config);
      const project = world.project({ manifest, environment, sibling: online, clock: TOMORROW });
      expect(await project.run('install')).toMatchObject({ exit: 0 });
      expect(world.proxy.requests).toHaveLength(requests);
    }
  });

  test.each(['--prefer-offline', '--offline'])(
    '%s and --no-cache contradict each other',
    async (flag) => {
      const run = await world.project({ manifest: START }).run('install', flag, '--no-cache');
      expect(run.exit).toBe(2);
      expect(run.stderr).toContain(`\`--no-cache\` and \`${flag}\` cannot both be had`);
    },
  );
});
