import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let owner: TemporaryProject;
let token: string;
const WANTS = '[skills]\n"acme/tool" = "^1"\n';

beforeAll(async () => {
  world = await startWorld();
  for (const version of ['1.0.0', '1.1.0']) {
    await world.publish({ account: 'acme', name: 'tool', version });
  }
  token = await world.registry.createToken('acme');
});

afterAll(() => world.close());

beforeEach(() => {
  owner = world.project({ environment: { PAKS_TOKEN: token } });
  world.proxy.requests.length = 0;
});

afterEach(() => world.registry.operate('skill', 'unyank', 'acme/tool', '1.1.0'));

describe('yank', () => {
  test('no new resolution takes the version, and a lock that has it installs it as before', async () => {
    const locked = world.project({ manifest: WANTS });
    await locked.run('install');

    const run = await owner.run('yank', 'acme/tool@1.1.0', '--yes');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe(
      'Yanked acme/tool@1.1.0 on paks: no new resolution takes it, locked projects keep it.\n',
    );
    const [fresh, teammate] = [
      world.project({ manifest: WANTS }),
      world.project({ manifest: WANTS, files: { 'paks.lock': locked.read('paks.lock') } }),
    ];
    const installed = await fresh.run('install');
    const frozen = await teammate.run('ci');
    expect([installed.exit, frozen.exit]).toEqual([0, 0]);
    expect(fresh.read('paks.lock')).toContain('version = "1.0.0"');
    expect(teammate.read('paks.lock')).toContain('version = "1.1.0"');
  });

  test('whoever yanks sees it at once: what was cached of the skill is asked for again', async () => {
    owner.write('paks.toml', WANTS);
    await owner.run('lock');
    await owner.run('yank', 'acme/tool@1.1.0', '-y');
    owner.remove('paks.lock');

    await owner.run('lock');

    expect(owner.read('paks.lock')).toContain('version = "1.0.0"');
  });

  test('says so when it was yanked already, sends nothing, and is done', async () => {
    await owner.run('yank', 'acme/tool@1.1.0', '-y');
    world.proxy.requests.length = 0;

    const again = await owner.run('yank', 'acme/tool@1.1.0', '-y');

    expect(again).toMatchObject({
      exit: 0,
      stdout: 'acme/tool@1.1.0 was yanked already; nothing changed.\n',
    });
    expect(world.proxy.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test('keeps the reason in the audit log of the registry', async () => {
    await owner.run('yank', 'acme/tool@1.1.0', '-y', '--reason', 'loses data');

    const log = await world.registry.operate('audit', '--subject', 'acme/tool@1.1.0');

    expect(log.join('\n')).toMatch(/acme\tversion\.yank\tacme\/tool@1\.1\.0\t.*loses data/);
  });

  test('unyank lets it be chosen again, and needs no confirmation', async () => {
    await owner.run('yank', 'acme/tool@1.1.0', '-y');

    const back = await owner.run('unyank', 'acme/tool@1.1.0');
    const again = await owner.run('unyank', 'acme/tool@1.1.0', '--json');

    expect(back).toMatchObject({ exit: 0, stdout: expect.stringContaining('may be chosen again') });
    expectMatchesOutputSchema('unyank', again.json());
    expect(again.json()).toMatchObject({ result: { yanked: false, changed: false } });
    const fresh = world.project({ manifest: WANTS });
    await fresh.run('lock');
    expect(fresh.read('paks.lock')).toContain('version = "1.1.0"');
  });

  test('prints one JSON document', async () => {
    const run = await owner.run('yank', 'acme/tool@1.1.0', '-y', '--json');

    expectMatchesOutputSchema('yank', run.json());
    expect(run.json()).toMatchObject({
      result: { id: 'acme/tool', version: '1.1.0', registry: 'paks', yanked: true, changed: true },
    });
  });
});

describe('yank refuses', () => {
  test.each([
    ['a version that is not there', ['acme/tool@9.0.0', '-y'], 6, /its newest versions: `1\.1\.0`/],
    ['a skill that is not there', ['acme/none@1.0.0', '-y'], 6, /has no `acme\/none`/],
    ['a range', ['acme/tool@^1', '-y'], 2, /not a semantic version/],
    ['a skill without a version', ['acme/tool', '-y'], 2, /paks yank account\/name@1\.2\.3/],
    ['a name without an account', ['tool@1.0.0', '-y'], 2, /names no version/],
    ['a reason of two lines', ['acme/tool@1.0.0', '-y', '--reason', 'a\nb'], 2, /--reason/],
    ['to go on unconfirmed where nobody can be asked', ['acme/tool@1.0.0'], 2, /pass `--yes`/],
    ['to work offline', ['acme/tool@1.0.0', '-y', '--offline'], 6, /offline/i],
  ])('%s', async (_what, words, exit, said) => {
    const run = await owner.run('yank', ...words);

    expect(run).toMatchObject({ exit, stdout: '' });
    expect(run.stderr).toMatch(said);
    expect(world.proxy.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('who is not signed in, before anything is asked, and who is not the owner', async () => {
    const nobody = world.project();
    const stranger = world.project({
      environment: { PAKS_TOKEN: await world.registry.createToken('mallory') },
    });

    const unsigned = await nobody.run('yank', 'acme/tool@1.1.0', '-y');
    expect(world.proxy.requests).toEqual([]);
    const foreign = await stranger.run('yank', 'acme/tool@1.1.0', '-y');

    expect([unsigned.exit, foreign.exit]).toEqual([7, 7]);
    expect(unsigned.stderr).toContain('`paks login`');
    expect(foreign.stderr).toContain('`paks whoami`');
    const versions = await fetch(`${world.registry.url}/api/skills/acme/tool/versions`);
    expect(await versions.text()).not.toContain('"yanked":true');
  });
});
