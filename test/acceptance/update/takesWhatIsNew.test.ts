import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

/** Versions of skills of one account, in order. */
async function publish(account: string, ...releases: readonly string[]): Promise<void> {
  await world.publishAll(
    releases.map((release) => {
      const [name = '', version = ''] = release.split('@');
      return { account, name, version };
    }),
  );
}

const manifest = (...lines: readonly string[]): string => ['[skills]', ...lines, ''].join('\n');

describe('update', () => {
  test('checks each skill against its registry, shows what is available and, with --dry-run, changes nothing', async () => {
    await publish('dry', 'alpha@1.0.0', 'beta@1.0.0');
    const project = world.project({
      manifest: manifest('"dry/alpha" = "^1"', '"dry/beta" = "^1"'),
    });
    await project.run('install');
    await publish('dry', 'alpha@1.1.0', 'beta@1.1.0');
    const before = project.tree();

    const run = await project.run('update', '--dry-run');

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('~ dry/alpha 1.0.0 → 1.1.0');
    expect(run.stdout).toContain('~ dry/beta 1.0.0 → 1.1.0');
    expect(run.stdout).toContain('Dry run, nothing was changed');
    expect(project.tree()).toEqual(before);
  });

  test('--all updates everything within the ranges, as no names do; with names it is refused', async () => {
    await publish('all', 'alpha@1.0.0', 'beta@1.0.0');
    const project = world.project({
      manifest: manifest('"all/alpha" = "^1"', '"all/beta" = "^1"'),
    });
    await project.run('install');
    await publish('all', 'alpha@1.1.0', 'beta@1.1.0', 'beta@2.0.0');

    const both = await project.run('update', '--all', 'alpha');
    const run = await project.run('update', '--all');

    expect(both).toMatchObject({ exit: 2, stdout: '' });
    expect(run.stdout).toContain('~ all/alpha 1.0.0 → 1.1.0');
    expect(run.stdout).toContain('~ all/beta 1.0.0 → 1.1.0');
    expect(project.read('paks.lock')).not.toContain('2.0.0');
  });

  test('moves the transitive closure of what was named: what it needs, not what others ask for', async () => {
    const release = (name: string, version: string, needs: Record<string, string> = {}) => ({
      account: 'deep',
      name,
      version,
      dependencies: needs,
    });
    await world.publishAll([
      release('leaf', '1.0.0'),
      release('side', '1.0.0'),
      release('app', '1.0.0', { 'deep/leaf': '^1.0.0', 'deep/side': '^1.0.0' }),
      release('other', '1.0.0', { 'deep/side': '^1.0.0' }),
    ]);
    const project = world.project({
      manifest: manifest('"deep/app" = "^1"', '"deep/other" = "^1"'),
    });
    await project.run('install');
    await world.publishAll([
      release('leaf', '1.1.0'),
      release('side', '1.1.0'),
      release('app', '1.1.0', { 'deep/leaf': '^1.1.0', 'deep/side': '^1.0.0' }),
      release('other', '1.1.0'),
    ]);

    const run = await project.run('update', 'app', '--json');

    expect(run.json()).toMatchObject({
      result: {
        moves: [
          {
            id: 'deep/app',
            from: '1.0.0',
            to: '1.1.0',
            allowedBy: [{ by: 'paks.toml', range: '^1' }],
            review: { changed: 1 },
          },
          { id: 'deep/leaf', to: '1.1.0', allowedBy: [{ by: 'deep/app', range: '^1.1.0' }] },
        ],
      },
    });
  });

  test('says which requirement allowed a move, and how many files it changes', async () => {
    await publish('why', 'alpha@1.0.0');
    const project = world.project({ manifest: manifest('"why/alpha" = "^1"') });
    await project.run('install');
    await publish('why', 'alpha@1.1.0');

    const run = await project.run('update');

    expect(run.stdout).toContain(
      '~ why/alpha 1.0.0 → 1.1.0 (registry+paks)\n  paks.toml asks for ^1; 1 file changed, 0 added, 0 removed\n',
    );
  });

  test('--latest rewrites the requirement in its own style and keeps every comment', async () => {
    await publish('late', 'alpha@1.0.0', 'beta@1.0.0', 'gamma@1.0.0', 'gamma@1.1.0');
    const text = manifest(
      '# ours',
      '"late/alpha" = "^1.0.0" # keep me',
      '"late/beta" = { version = "~1.0", as = "bb" } # and me',
      '"late/gamma" = "^1.0.0"',
    );
    const project = world.project({ manifest: text });
    await project.run('install');
    await publish('late', 'alpha@2.1.0', 'beta@2.1.0', 'gamma@1.2.0');
    const dry = await project.run('update', '--latest', '--dry-run');
    const untouched = project.read('paks.toml');

    const run = await project.run('update', '--latest');

    expect(dry.stdout).toContain('~ paks.toml: late/alpha ^1.0.0 → ^2.1.0');
    expect(untouched).toBe(text);
    expect(run.exit).toBe(0);
    expect(project.read('paks.toml')).toBe(
      text.replace('alpha" = "^1.0.0"', 'alpha" = "^2.1.0"').replace('"~1.0"', '"~2.1"'),
    );
    expect(run.stdout).toContain('~ late/gamma 1.1.0 → 1.2.0');
    expect((await project.run('install', '--frozen-lockfile')).exit).toBe(0);
  });

  test('--latest says which newest version is too young to be asked for', async () => {
    await publish('youth', 'alpha@1.0.0');
    const lines = ['"youth/alpha" = "1.0.0"', '[policy]', 'minimum-release-age = "3d"'];
    const project = world.project({ manifest: manifest(lines[0] ?? '') });
    await project.run('install');
    await publish('youth', 'alpha@2.0.0');
    project.write('paks.toml', manifest(...lines));

    const run = await project.run('update', '--latest');

    expect(run).toMatchObject({ exit: 0, stdout: expect.stringContaining('up to date') });
    expect(run.stderr).toContain('`youth/alpha` 2.0.0 is too young for `minimum-release-age`');
    expect(project.read('paks.toml')).toBe(manifest(...lines));
  });

  test('--latest of a name leaves the other requirements, and no solution changes nothing', async () => {
    await world.publishAll([
      { account: 'stuck', name: 'base', version: '1.0.0' },
      { account: 'stuck', name: 'app', version: '1.0.0', dependencies: { 'stuck/base': '^1' } },
      { account: 'stuck', name: 'free', version: '1.0.0' },
    ]);
    const project = world.project({
      manifest: manifest('"stuck/app" = "^1"', '"stuck/base" = "^1"', '"stuck/free" = "^1"'),
    });
    await project.run('install');
    await publish('stuck', 'base@2.0.0', 'free@2.0.0');
    const before = project.tree();

    const none = await project.run('update', '--latest', 'base');
    const after = project.tree();
    const free = await project.run('update', '--latest', 'free');

    expect(none.exit).toBe(4);
    expect(after).toEqual(before);
    expect(free.exit).toBe(0);
    expect(project.read('paks.toml')).toBe(
      manifest('"stuck/app" = "^1"', '"stuck/base" = "^1"', '"stuck/free" = "^2"'),
    );
  });

  test('--interactive without a terminal is an error that names the flags', async () => {
    await publish('ask', 'alpha@1.0.0');
    const project = world.project({ manifest: manifest('"ask/alpha" = "^1"') });
    await project.run('install');

    const run = await project.run('update', '--interactive');

    expect(run).toMatchObject({ exit: 2, stdout: '' });
    expect(run.stderr).toContain('--all');
  });

  test('a pinned skill stays, with --latest too, and outdated says that it is pinned', async () => {
    await publish('pin', 'alpha@1.0.0', 'alpha@1.1.0');
    const project = world.project({
      manifest: manifest('"pin/alpha" = { version = "^1", pin = "1.0.0" }'),
    });
    await project.run('install');
    await publish('pin', 'alpha@2.0.0');

    const run = await project.run('update', '--latest');
    const outdated = await project.run('outdated');

    expect(run.exit).toBe(0);
    expect(project.read('paks.lock')).toContain('version = "1.0.0"');
    expect(outdated.exit).toBe(0);
    expect(outdated.stdout).toMatch(/^pin\/alpha +1\.0\.0 +1\.0\.0 +2\.0\.0 .*pinned to 1\.0\.0$/m);
  });

  test('a branch pinned to a commit stays, and outdated says so beside the newest commit', async () => {
    const repository = await world.repository('pinned');
    const first = await repository.commit({ 'SKILL.md': skillText('pinned') });
    const url = `${world.git.url}/pinned.git`;
    const project = world.project({
      manifest: manifest(`pinned = { git = "${url}", branch = "main", pin = "${first}" }`),
    });
    await project.run('install');
    await repository.commit({ 'SKILL.md': skillText('pinned', ['license: MIT']) });

    const update = await project.run('update');
    const outdated = await project.run('outdated');

    expect(update.stdout).toContain('1 skill up to date.');
    expect(outdated.exit).toBe(0);
    expect(outdated.stdout).toContain(`pinned to ${first.slice(0, 12)}`);
  });
});
