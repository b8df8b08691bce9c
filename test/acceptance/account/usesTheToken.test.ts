import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import { memoryKeychain, type MemoryKeychain } from '../../helpers/memoryKeychain.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { recordLoads } from '../../helpers/recordLoads.ts';
import { installWithKeychain } from './session.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let built: BuiltCommandLine;
let token: string;
let stranger: string;

beforeAll(async () => {
  built = installWithKeychain(buildCommandLine());
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'secret', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'open', version: '1.0.0' });
  await world.registry.operate('skill', 'visibility', 'acme/secret', 'private');
  token = await world.registry.createToken('acme');
  stranger = await world.registry.createToken('stranger');
}, 60_000);
afterEach(() => {
  world.proxy.requests.length = 0;
});
afterAll(async () => {
  rmSync(built.directory, { recursive: true, force: true });
  await world.close();
});

async function signedIn(input = token): Promise<readonly [TemporaryProject, MemoryKeychain]> {
  const keychain = memoryKeychain();
  const project = world.project({ keychain, input, manifest: '' });
  expect((await project.run('login', '--token', '-')).exit).toBe(0);
  keychain.calls.length = 0;
  world.proxy.requests.length = 0;
  return [project, keychain];
}

describe('what a stored token is used for', () => {
  test('a private skill installs for who is signed in, and for nobody else', async () => {
    const [project, keychain] = await signedIn();
    expect((await project.run('add', 'acme/secret')).exit).toBe(0);
    expect(project.exists('.agents/skills/secret/SKILL.md')).toBe(true);
    expect(world.proxy.requests.every(({ authorized }) => authorized)).toBe(true);
    expect(keychain.calls).toEqual([`read api_token:${world.proxy.url}`]);
    const theirs = memoryKeychain();
    const nobody = await world
      .project({ manifest: '', keychain: theirs })
      .run('add', 'acme/secret');
    expect(theirs.calls).toEqual([]);
    expect([nobody.exit, nobody.stderr]).toEqual([4, expect.stringContaining('does not exist')]);
    const [other] = await signedIn(stranger);
    expect((await other.run('add', 'acme/secret')).exit).toBe(4);
  });

  test('with the keychain locked public skills still install, with a warning', async () => {
    const [project, keychain] = await signedIn();
    keychain.locked = true;
    const run = await project.run('add', 'acme/open');
    expect([run.exit, run.stderr]).toEqual([
      0,
      expect.stringMatching(/locked; asking without a token/),
    ]);
    expect(world.proxy.requests.some(({ authorized }) => authorized)).toBe(false);
  });

  test('a registry that requires a token fails before it is asked', async () => {
    const project = world.project({ manifest: '' });
    const folder = join(project.home, '.config', 'paks');
    mkdirSync(folder, { recursive: true });
    const entry = `[registries]\ndefault = "mine"\n[registries.mine]\nurl = "${world.proxy.url}"\nauth-required = true\n`;
    writeFileSync(join(folder, 'config.toml'), entry);
    const run = await project.run('search', 'open', '--registry', 'mine');
    expect([run.exit, world.proxy.requests]).toEqual([7, []]);
    expect(run.stderr).toContain('`paks login --registry mine`');
  });

  test('yanking and publishing without one say how to sign in, before anything is sent', async () => {
    const project = world.project({ manifest: '' });
    const run = await project.run('yank', 'acme/open@1.0.0', '--yes');
    expect([run.exit, run.stderr]).toEqual([7, expect.stringContaining('`paks login`')]);
    expect(world.proxy.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('the token of PAKS_TOKEN publishes on CI without any login', async () => {
    const environment = { PAKS_TOKEN: token };
    const project = world.project({ manifest: '', environment });
    expect((await project.run('yank', 'acme/open@1.0.0', '--yes')).exit).toBe(0);
    expect((await project.run('unyank', 'acme/open@1.0.0', '--yes')).exit).toBe(0);
  });
});

describe('what is loaded of it', () => {
  const STORE = /keyring|src\/auth\/(?:sealTokens|openCredentials)/;

  test('no keychain for an install of public skills where nobody is signed in; nothing of it for a list or an install with nothing to do', async () => {
    const project = world.project({ manifest: '[skills]\n"acme/open" = "^1"\n' });
    const options = { project, registry: world.proxy.url };
    const cold = await recordLoads(built, ['install'], options);
    expect([cold.end.exit, cold.end.stderr]).toEqual([0, '']);
    expect(cold.files.some((file) => file.includes('keyring'))).toBe(false);
    for (const argv of [['install'], ['list']]) {
      const { end, files, modules } = await recordLoads(built, argv, options);
      expect(end.exit).toBe(0);
      expect([...files, ...modules].filter((path) => STORE.test(path))).toEqual([]);
    }
    signInToKeychain(project);
    const known = await recordLoads(built, ['install', '--no-cache'], options);
    expect(known.files.some((file) => file.includes('keyring'))).toBe(false);
    project.write('paks.toml', '[skills]\n"acme/open" = "*"\n');
    const asking = await recordLoads(built, ['update', '--no-cache'], options);
    expect(asking.files.some((file) => file.includes('keyring'))).toBe(true);
  });
});

/** What a login leaves in the settings; there is no such token. */
function signInToKeychain(project: TemporaryProject): void {
  const account = { place: 'keychain', id: '1', username: 'ada', email: null, expiresAt: null };
  const book = { version: 1, accounts: { [world.proxy.url]: account } };
  project.write('../home/.config/paks/accounts.json', JSON.stringify(book));
}
