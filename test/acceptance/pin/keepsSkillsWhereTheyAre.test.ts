import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

const MANIFEST = `# ours
[skills]
"acme/deploy" = "^1"   # the one we trust
"acme/other" = "^1"
`;

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll([
    { account: 'acme', name: 'base', version: '1.0.0' },
    { account: 'acme', name: 'deploy', version: '1.0.0', dependencies: { 'acme/base': '^1' } },
    { account: 'acme', name: 'other', version: '1.0.0' },
  ]);
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
});

/** A project that has locked 1.0.0 of everything, where the registry has more by now. */
async function lockedProject() {
  const project = world.project({ manifest: MANIFEST.replaceAll('^1', '1.0.0') });
  expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
  project.write('paks.toml', MANIFEST);
  await project.run('install');
  await world.publishAll(
    ['deploy', 'other'].map((name) => ({
      account: 'acme',
      name,
      version: nextVersion(),
      dependencies: name === 'deploy' ? { 'acme/base': '^1' } : {},
    })),
  );
  world.proxy.requests.length = 0;
  return project;
}

let releases = 0;
const nextVersion = () => `1.1.${releases++}`;

describe('a pinned skill of a registry', () => {
  test('is never pinned to what paks.toml no longer allows', async () => {
    const project = await lockedProject();
    const manifest = MANIFEST.replace('^1', '^2');
    project.write('paks.toml', manifest);

    const run = await project.run('pin', 'deploy');

    expect(run.exit).toBe(3);
    expect(run.stderr).toContain('run `paks install` first');
    expect(project.read('paks.toml')).toBe(manifest);
  });

  test('is told of once when it is updated by name, though two groups ask for it', async () => {
    const project = await lockedProject();
    project.write('paks.toml', `${MANIFEST}[groups.dev.skills]\n"acme/deploy" = "^1"\n`);
    await project.run('pin', 'deploy');

    const run = await project.run('update', 'deploy');

    expect(run.stderr.match(/`acme\/deploy` is pinned/g)).toHaveLength(1);
  });

  test('gets its pin and reason beside its range, no comment is lost, and the lock stays', async () => {
    const project = await lockedProject();
    const lock = project.read('paks.lock');

    const run = await project.run('pin', 'deploy', '--reason', '1.1 loses "rollbacks"');
    const again = await project.run('pin', 'acme/deploy', '--json');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe('acme/deploy is pinned to 1.0.0 (1.1 loses "rollbacks")\n');
    expect(project.read('paks.toml')).toBe(
      MANIFEST.replace(
        '"^1"   #',
        '{ version = "^1", pin = "1.0.0", pin-reason = "1.1 loses \\"rollbacks\\"" }   #',
      ),
    );
    expect(project.read('paks.lock')).toBe(lock);
    expect(world.proxy.requests).toEqual([]);
    expect(again.json()).toMatchObject({
      result: {
        manifest: 'unchanged',
        skills: [{ reason: '1.1 loses "rollbacks"', changed: false }],
      },
    });
    expectMatchesOutputSchema('pin', again.json());
  });

  test('stays at `update`, `update --latest --all`, `update NAME` (which says so) and a new `install`', async () => {
    const project = await lockedProject();
    await project.run('pin', 'acme/deploy', '--reason', 'reviewed');

    const all = await project.run('update', '--no-cache');
    const asked = world.proxy.requests.map(({ path }) => path);
    const named = await project.run('update', 'acme/deploy', '--no-cache');
    const latest = await project.run('update', '--latest', '--all', '--no-cache');
    const text = project.read('paks.toml');
    project.remove('paks.lock');
    const fresh = await project.run('install', '--no-cache');

    expect(all.stdout).toContain('~ acme/other 1.0.0 → 1.1');
    expect(all.stdout).not.toContain('acme/deploy');
    expect(asked.filter((path) => path.includes('/deploy/'))).toEqual([]);
    expect(named.exit).toBe(0);
    expect(named.stderr).toContain(
      '`acme/deploy` is pinned to 1.0.0 (reviewed) and stays; `paks unpin acme/deploy` lets it move',
    );
    expect([latest.exit, fresh.exit]).toEqual([0, 0]);
    expect(text).toContain('{ version = "^1", pin = "1.0.0"');
    expect(project.read('paks.lock')).toMatch(/acme\/deploy"\nversion = "1\.0\.0"/);
  });

  test('moves again once it is unpinned, and not before the next update', async () => {
    const project = await lockedProject();
    await project.run('pin', 'acme/deploy', '--reason', 'x');

    const run = await project.run('unpin', 'acme/deploy', '--json');
    const text = project.read('paks.toml');
    const installed = await project.run('install', '--no-cache');
    const updated = await project.run('update', 'acme/deploy', '--no-cache');

    expectMatchesOutputSchema('unpin', run.json());
    expect(text).toBe(MANIFEST);
    expect(installed.stdout).not.toContain('→');
    expect(updated.stdout).toContain('~ acme/deploy 1.0.0 → 1.1');
    expect((await project.run('unpin', 'acme/deploy')).stdout).toBe('acme/deploy was not pinned\n');
  });

  test('is refused by a frozen run whose lock holds another version', async () => {
    const project = await lockedProject();
    project.write('paks.toml', MANIFEST.replace('"^1"   #', '{ version = "^1", pin = "1.1.0" } #'));

    const run = await project.run('ci');

    expect(run.exit).toBe(3);
    expect(run.stderr).toContain('`paks.toml` pins `acme/deploy` to 1.1.0, but 1.0.0 is locked');
  });

  test('that nothing allows is named with what forbids it and how to go on', async () => {
    const project = await lockedProject();
    await project.run('pin', 'acme/deploy');
    const before = project.tree();

    const run = await project.run('add', 'acme/deploy@~1.1.0', '--no-cache');

    expect(run.exit).toBe(4);
    expect(run.stderr).toContain(
      '`paks.toml` asks for `acme/deploy` 1.0.0 (pinned) and `acme/deploy` ~1.1.0',
    );
    expect(run.stderr).toContain('hint: run `paks unpin acme/deploy`');
    expect(project.tree()).toEqual(before);
  });
});

describe('a pinned branch', () => {
  test('stays at its commit, also without a lock, and moves once it is unpinned', async () => {
    const repository = await world.repository('moving');
    const first = await repository.commit({ 'SKILL.md': skillText('moving') });
    const project = world.project();
    expect(await project.run('add', '-p', `${world.git.url}/moving.git`)).toMatchObject({
      stderr: '',
    });
    const second = await repository.commit({ 'SKILL.md': skillText('moving', ['license: MIT']) });
    const lock = project.read('paks.lock');

    const pinned = await project.run('pin', 'moving');
    await project.run('update');
    const updated = project.read('paks.lock');
    project.remove('paks.lock');
    await project.run('install');
    const anew = project.read('paks.lock');
    await project.run('unpin', 'moving');
    const frozen = await project.run('ci');
    await project.run('update');

    expect(pinned.stdout).toBe(`moving is pinned to ${first}\n`);
    expect([updated, anew]).toEqual([lock, lock]);
    expect(frozen.exit).toBe(0);
    expect(project.read('paks.lock')).toContain(second);
  });
});

describe('what cannot be pinned', () => {
  test.each([
    ['a dependency of others', 'acme/base', 1, 'only because another skill needs it'],
    ['an overridden skill', 'acme/other', 1, 'has an override'],
    ['a folder', 'style', 1, 'moves only when you move it'],
    ['a skill that is not here', 'acme/deplyo', 1, 'did you mean `acme/deploy`?'],
    ['an empty reason', 'acme/deploy --reason=', 2, '`--reason` is empty'],
  ])('is refused with nothing changed: %s', async (_, words, exit, message) => {
    const project = world.project({
      manifest: `${MANIFEST}style = { path = "./style" }\n[overrides]\n"acme/other" = "1.0.0"\n`,
      files: { 'style/SKILL.md': skillText('style') },
    });
    await project.run('install');
    const before = project.tree();

    const run = await project.run('pin', ...words.split(' '));

    expect(run.exit).toBe(exit);
    expect(run.stderr).toContain(message);
    expect(project.tree()).toEqual(before);
  });

  test('is told apart from other refusals by its code', async () => {
    const project = world.project({
      manifest: `${MANIFEST}style = { path = "./style" }\n`,
      files: { 'style/SKILL.md': skillText('style') },
    });
    await project.run('install');

    for (const name of ['style', 'acme/base']) {
      const run = await project.run('pin', name, '--json');
      expect(run.json()).toMatchObject({ error: { code: 'NOT_PINNABLE' } });
    }
  });

  test('is a skill that is not locked yet, or was moved in the manifest since', async () => {
    const project = world.project({ manifest: MANIFEST });
    const before = await project.run('pin', 'acme/deploy');
    await project.run('install');
    project.write('paks.toml', MANIFEST.replace('"acme/other"', '"acme/another"'));
    const after = await project.run('pin', 'acme/another');

    for (const run of [before, after]) {
      expect(run.exit).toBe(3);
      expect(run.stderr).toContain('paks install');
    }
  });
});
