import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const NAMES = ['one', 'two', 'three'];
const manifest = (names: readonly string[], more = ''): string =>
  [
    '[project]',
    'agents = ["claude-code"]',
    more,
    '[skills]',
    ...names.map((name) => `"acme/${name}" = "*"`),
    '',
  ].join('\n');

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll(
    NAMES.map((name) => ({
      account: 'acme',
      name,
      version: '1.0.0',
      files: { 'data.txt': name.repeat(5000) },
    })),
  );
}, 60_000);

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({ manifest: manifest(NAMES) });
  expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
});

const cache = (...parts: string[]) => join(project.home, '.cache/paks', ...parts);

function stored(): readonly string[] {
  const root = cache('store/v1');
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((fan) =>
    readdirSync(join(root, fan)).map((name) => join(root, fan, name)),
  );
}

/** As if nobody had looked for these skills for so long. */
function age(entries: readonly string[], hours: number): void {
  const then = Date.now() / 1000 - hours * 3600;
  for (const entry of entries) utimesSync(entry, then, then);
}

function entryOf(name: string): string {
  const found = stored().find((entry) => {
    const file = join(entry, 'files/data.txt');
    return existsSync(file) && readFileSync(file, 'utf8').startsWith(name);
  });
  if (found === undefined) throw new Error(`${name} is not cached`);
  return found;
}

describe('cache dir', () => {
  test('prints the bare path; with --sizes what is in it', async () => {
    expect(await project.run('cache', 'dir')).toMatchObject({ exit: 0, stdout: `${cache()}\n` });
    const { stdout } = await project.run('cache', 'dir', '--sizes');
    expect(stdout).toMatch(/^skills +3 +\d+ kB$/m);
    const document = (await project.run('cache', 'dir', '--json')).json();
    expectMatchesOutputSchema('cache-dir', document);
  });
});

describe('cache clean', () => {
  test('shows the sizes first, and --dry-run drops nothing', async () => {
    const run = await project.run('cache', 'clean', '--dry-run');
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toMatch(/^skills +3 +\d+ kB$/m);
    expect(run.stdout).toMatch(/Would drop \d+ kB\.\n$/);
    expect(stored()).toHaveLength(3);
  });

  test('without a terminal needs --yes, and then empties it', async () => {
    const refused = await project.run('cache', 'clean');
    expect(refused).toMatchObject({ exit: 2, stdout: '' });
    expect(refused.stderr).toContain('--yes');
    expect(stored()).toHaveLength(3);

    const document = (await project.run('cache', 'clean', '--yes', '--json')).json();

    expectMatchesOutputSchema('cache-clean', document);
    expect(document).toMatchObject({ result: { dryRun: false, kept: 0 } });
    expect(stored()).toEqual([]);
    expect(existsSync(cache('http'))).toBe(false);
    rmSync(join(project.path, '.claude'), { recursive: true });
    expect(await project.run('install')).toMatchObject({ exit: 0 });
    expect((await project.run('cache', 'clean', '--yes', '--dry-run')).stdout).toContain('3 ');
  });

  test('of an empty cache says so', async () => {
    await project.run('cache', 'clean', '--yes');
    const again = await project.run('cache', 'clean', '--yes');
    expect(again.stdout).toContain('The cache is empty.');
  });

  test('keeps what projects link to, whose agents read it there', async () => {
    const linking = world.project({
      manifest: manifest(['one'], '[install]\nlink = "symlink"'),
      sibling: project,
    });
    expect(await linking.run('install')).toMatchObject({ exit: 0 });

    const run = await project.run('cache', 'clean', '--yes');

    expect(run.stdout).toContain('1 skill stays: in use.');
    expect(stored()).toHaveLength(1);
    expect(linking.exists('.claude/skills/one/SKILL.md')).toBe(true);
  });
});

describe('R06: cache clean while an install runs', () => {
  const lease = (owner: number) => mkdirSync(cache('leases', `${owner}-0123456789ab`));

  test('spares what was used within the hour', async () => {
    age([entryOf('one')], 2);
    lease(process.pid);
    expect((await project.run('cache', 'clean', '--yes', '--json')).json()).toMatchObject({
      result: { kept: 2 },
    });
    expect(stored()).toHaveLength(2);
  });

  test('a process that died holds nothing back', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    lease(pid);
    await project.run('cache', 'clean', '--yes');
    expect(stored()).toEqual([]);
  });
});

describe('cache prune', () => {
  test('drops what no known lock mentions, once it was unused for an hour', async () => {
    age(stored(), 2);
    project.write('paks.toml', manifest(['one']));
    await project.run('install');

    const preview = await project.run('cache', 'prune', '--dry-run', '--json');
    const run = await project.run('cache', 'prune');

    expectMatchesOutputSchema('cache-prune', preview.json());
    expect(preview.json()).toMatchObject({ result: { kept: 1, projects: 1 } });
    expect(run.stdout).toMatch(/^Dropped 2 skills: \d+ kB\. 1 skill kept for 1 known project\.\n$/);
    expect(stored()).toEqual([entryOf('one')]);
  });

  test('R06: spares what was used within the hour, whoever needs it', async () => {
    project.write('paks.toml', manifest([]));
    await project.run('install');
    expect((await project.run('cache', 'prune')).stdout).toContain('Nothing to drop.');
    expect(stored()).toHaveLength(3);
  });

  test('forgets projects that are gone, and what only they needed', async () => {
    const other = world.project({ manifest: manifest(['two']), sibling: project });
    await other.run('install');
    project.write('paks.toml', manifest(['one']));
    await project.run('install');
    age(stored(), 2);
    expect((await project.run('cache', 'prune', '--json')).json()).toMatchObject({
      result: { projects: 2, kept: 2 },
    });

    other.dispose();
    await project.run('cache', 'prune');

    expect(stored()).toEqual([entryOf('one')]);
    expect(readdirSync(cache('projects'))).toHaveLength(1);
  });

  test('a lock with conflict markers keeps what both sides mention', async () => {
    age(stored(), 2);
    const lock = project.read('paks.lock');
    project.write('paks.lock', `<<<<<<< ours\n${lock}=======\n>>>>>>> theirs\n`);
    await project.run('cache', 'prune');
    expect(stored()).toHaveLength(3);
  });

  test('drops answers that nobody confirmed for a month', async () => {
    const files = readdirSync(cache('http'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(0);
    age(
      files.map((entry) => join(entry.parentPath, entry.name)),
      31 * 24,
    );
    const { result } = (await project.run('cache', 'prune', '--json')).json() as {
      result: { answers: number };
    };
    expect(result.answers).toBe(files.length);
  });
});

describe('cache-max-size', () => {
  test('an install drops what was used longest ago until the store fits', async () => {
    age([entryOf('one')], 9);
    age([entryOf('two')], 5);
    await project.run('config', 'set', 'cache-max-size', '30kB');
    const another = world.project({ manifest: manifest(['three']), sibling: project });

    expect(await another.run('install')).toMatchObject({ exit: 0, stderr: '' });

    expect(stored()).toEqual([entryOf('three')]);
  });

  test('nothing that was used within the hour goes, however small the limit', async () => {
    await project.run('config', 'set', 'cache-max-size', '1B');
    rmSync(join(project.path, '.claude'), { recursive: true });
    expect(await project.run('install')).toMatchObject({ exit: 0 });
    expect(stored()).toHaveLength(3);
  });

  test('prune holds the store to it, oldest first', async () => {
    age([entryOf('one')], 9);
    age([entryOf('two'), entryOf('three')], 5);
    await project.run('config', 'set', 'cache-max-size', '50kB');
    await project.run('cache', 'prune');
    expect(stored().toSorted()).toEqual([entryOf('two'), entryOf('three')].toSorted());
  });
});

describe('cache verify', () => {
  test('finds everything whole', async () => {
    const document = (await project.run('cache', 'verify', '--json')).json();
    expectMatchesOutputSchema('cache-verify', document);
    expect(document).toMatchObject({ result: { checked: 3, damaged: [] } });
  });

  test('T13: a changed byte is found, dropped and fetched anew', async () => {
    const file = join(entryOf('two'), 'files/SKILL.md');
    chmodSync(file, 0o644);
    writeFileSync(file, skillText('evil'));

    expect(await project.run('cache', 'verify', '--dry-run')).toMatchObject({ exit: 1 });
    expect(stored()).toHaveLength(3);
    const run = await project.run('cache', 'verify');

    expect(run).toMatchObject({ exit: 0 });
    expect(run.stdout).toContain('1 damaged, dropped');
    expect(stored()).toHaveLength(2);
    rmSync(join(project.path, '.claude'), { recursive: true });
    expect(await project.run('install')).toMatchObject({ exit: 0 });
    expect(project.read('.claude/skills/two/SKILL.md')).not.toContain('evil');
  });
});

test('a run with nothing to do writes nothing into the cache', async () => {
  rmSync(cache('projects'), { recursive: true });
  expect((await project.run('install')).stdout).toContain('up to date');
  expect(existsSync(cache('projects'))).toBe(false);
});
