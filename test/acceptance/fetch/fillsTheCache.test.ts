import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let manifest: string;

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll(
    ['one', 'two'].map((name) => ({ account: 'acme', name, version: '1.0.0' })),
  );
  const many = await world.repository('many');
  await many.commit({ 'skills/pdf/SKILL.md': skillText('pdf') });
  manifest = [
    '[project]',
    'agents = ["claude-code"]',
    '[skills]',
    '"acme/one" = "^1"',
    '"acme/two" = "^1"',
    `pdf = { git = "${world.git.url}/many.git", path = "skills/pdf" }`,
    'style = { path = "./style" }',
    '',
  ].join('\n');
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
  world.git.requests.length = 0;
});

/** A project with its lock, and one of somebody else (another cache) that has the lock alone. */
async function locked(): Promise<{
  readonly from: TemporaryProject;
  readonly to: TemporaryProject;
}> {
  const files = { 'style/SKILL.md': skillText('style') };
  const from = world.project({ manifest, files });
  const lock = await from.run('lock', '--json');
  expectMatchesOutputSchema('lock', lock.json());
  const to = world.project({ files: { 'paks.lock': from.read('paks.lock') } });
  world.proxy.requests.length = 0;
  world.git.requests.length = 0;
  return { from, to };
}

describe('fetch', () => {
  test('fills the cache from the lock alone, and an offline ci needs nobody afterwards', async () => {
    const { from, to } = await locked();

    const run = await to.run('fetch');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toMatch(/^\+ acme\/one 1\.0\.0\n\+ acme\/two 1\.0\.0\n\+ pdf 0\.0\.0-/);
    expect(run.stdout).toContain(
      '3 skills fetched, 0 in the cache already; 1 from folders and npm packages need no cache.\n',
    );
    expect(Object.keys(to.tree())).toEqual(['paks.lock']);
    world.proxy.requests.length = 0;
    world.git.requests.length = 0;
    to.write('paks.toml', manifest);
    to.write('style/SKILL.md', from.read('style/SKILL.md'));
    expect(await to.run('ci', '--offline')).toMatchObject({ exit: 0, stderr: '' });
    expect([world.proxy.requests, world.git.requests]).toEqual([[], []]);
    expect(to.exists('.claude/skills/pdf/SKILL.md')).toBe(true);
  });

  test('asks nobody for what is there already, and says so', async () => {
    const { to } = await locked();
    await to.run('fetch');
    world.proxy.requests.length = 0;
    world.git.requests.length = 0;

    const run = await to.run('fetch', '--frozen', '--json');

    expect([world.proxy.requests, world.git.requests]).toEqual([[], []]);
    expectMatchesOutputSchema('fetch', run.json());
    expect(run.json()).toMatchObject({ result: { cached: 3, fetched: 0, skipped: 1 } });
  });

  test('offline it lists by name all that is missing, and writes nothing', async () => {
    const { to } = await locked();

    for (const [environment, ...argv] of [
      [{}, 'fetch', '--offline'],
      [{ PAKS_OFFLINE: '1' }, 'fetch'],
    ] as const) {
      const project = world.project({ environment, files: { 'paks.lock': to.read('paks.lock') } });
      const run = await project.run(...argv);

      expect(run.exit).toBe(6);
      expect(run.stderr).toMatch(
        /- acme\/one@1\.0\.0\n {2}- acme\/two@1\.0\.0\n {2}- pdf@0\.0\.0-/,
      );
      expect(run.stderr).toContain('hint: run `paks fetch` once without `--offline`');
      expect(Object.keys(project.tree())).toEqual(['paks.lock']);
    }
    expect([world.proxy.requests, world.git.requests]).toEqual([[], []]);
  });

  test('never writes a lock: none, an outdated and a conflicted one are refused', async () => {
    const { from, to } = await locked();
    expect((await world.project().run('fetch')).stderr).toContain('there is no `paks.lock`');
    expect((await world.project().run('fetch')).exit).toBe(3);

    to.write('paks.toml', `${manifest}"acme/three" = "^1"\n`);
    const outdated = await to.run('fetch');
    expect(outdated.exit).toBe(3);
    expect(outdated.stderr).toContain('`paks.toml` asks for `acme/three`, which is not locked');

    const lock = from.read('paks.lock');
    to.write('paks.lock', `<<<<<<< a\n${lock}=======\n${lock}>>>>>>> b\n`);
    expect((await to.run('fetch')).exit).toBe(3);
    expect([world.proxy.requests, world.git.requests]).toEqual([[], []]);
  });

  test('takes no byte that is not the locked one, and no source that the policy forbids (T17)', async () => {
    const { to } = await locked();
    const lock = to.read('paks.lock');
    to.write(
      'paks.lock',
      lock.replaceAll(/integrity = "sha256-.{43}=/g, `integrity = "sha256-${'A'.repeat(43)}=`),
    );
    expect((await to.run('fetch')).exit).toBe(5);

    to.write('paks.lock', lock);
    to.write('paks.toml', `${manifest}[policy]\nallow-sources = ["path"]\n`);
    const refused = await to.run('fetch');
    expect(refused.exit).toBe(5);
    expect(refused.stderr).toContain('`allow-sources` does not list');
  });
});
