import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let elsewhere: string;

beforeAll(async () => {
  elsewhere = mkdtempSync(join(tmpdir(), 'paks-elsewhere-'));
  world = await startWorld([{ account: 'acme', name: 'base', version: '1.0.0' }]);
});

afterAll(async () => {
  rmSync(elsewhere, { recursive: true, force: true });
  await world.close();
});

const place = (name: string): string => join(elsewhere, name);
const skillsOf = (directory: string) =>
  readdirSync(directory).filter((name) => name !== '.gitignore');

test.each([
  ['PAKS_CACHE_DIR', (name: string) => place(name)],
  ['XDG_CACHE_HOME', (name: string) => join(place(name), 'paks')],
])('%s moves the cache, which holds answers and skills', async (variable, directoryOf) => {
  const environment = { [variable]: place(variable) };
  const project = world.project({ manifest: '[skills]\n"acme/base" = "^1"\n', environment });

  expect(await project.run('install')).toMatchObject({ exit: 0 });

  const cache = directoryOf(variable);
  expect(readdirSync(cache)).toEqual(expect.arrayContaining(['http', 'store']));
  expect(existsSync(join(project.home, '.cache'))).toBe(false);
  expect((await project.run('cache', 'dir')).stdout).toBe(`${cache}\n`);
});

test('`cache-dir` in the settings moves it, too', async () => {
  const project = world.project({ manifest: '[skills]\n"acme/base" = "^1"\n' });
  await project.run('config', 'set', 'cache-dir', place('set'));

  expect(await project.run('install')).toMatchObject({ exit: 0 });

  expect(readdirSync(place('set'))).toEqual(expect.arrayContaining(['http', 'store']));
});

test('`cache-ttl` in the settings says how long answers are believed', async () => {
  const asked = async (ttl: string): Promise<number> => {
    const project = world.project();
    await project.run('config', 'set', 'cache-ttl', ttl);
    await project.run('info', 'acme/base', '--versions');
    world.proxy.requests.length = 0;
    await project.run('info', 'acme/base', '--versions');
    return world.proxy.requests.length;
  };

  expect([await asked('1h'), await asked('0s')]).toEqual([0, 1]);
});

test.each([
  ['PAKS_CONFIG_DIR', (name: string) => place(name)],
  ['XDG_CONFIG_HOME', (name: string) => join(place(name), 'paks')],
])('%s moves settings and personal skills’ manifest', async (variable, directoryOf) => {
  const environment = { [variable]: place(variable) };
  const project = world.project({ environment });
  const directory = directoryOf(variable);

  await project.run('config', 'set', 'default-agent', 'cursor');
  const run = await project.run('add', '-g', 'acme/base');

  expect(run).toMatchObject({ exit: 0 });
  expect(readdirSync(directory)).toEqual(expect.arrayContaining(['config.toml', 'global']));
  expect(existsSync(join(directory, 'global', 'paks.lock'))).toBe(true);
  expect(existsSync(join(project.home, '.config'))).toBe(false);
});

test('PAKS_AGENT is the agent of a project that shows none', async () => {
  const environment = { PAKS_AGENT: 'windsurf' };
  const project = world.project({ manifest: '[skills]\n"acme/base" = "^1"\n', environment });

  expect(await project.run('install')).toMatchObject({ exit: 0 });

  expect(skillsOf(join(project.path, '.windsurf/skills'))).toEqual(['base']);
});

test('an agent’s own variable moves its personal skills', async () => {
  const environment = { CLAUDE_CONFIG_DIR: place('claude') };
  const project = world.project({ environment });

  expect(await project.run('add', '-g', 'acme/base', '--agent', 'claude-code')).toMatchObject({
    exit: 0,
  });

  expect(skillsOf(place('claude/skills'))).toEqual(['base']);
  expect(existsSync(join(project.home, '.claude'))).toBe(false);
});

test('PAKS_REGISTRY is the address of the default registry', async () => {
  const environment = { PAKS_REGISTRY: 'http://127.0.0.1:9' };
  const project = world.project({ environment });

  const run = await project.run('add', '-p', 'acme/base');

  expect(run.exit).toBe(6);
  expect(run.stderr).toContain('`127.0.0.1:9` refuses connections');
});

test('PAKS_POLICY names a policy that no project can loosen', async () => {
  mkdirSync(elsewhere, { recursive: true });
  writeFileSync(place('policy.toml'), 'allow-sources = ["path"]\n');
  const environment = { PAKS_POLICY: place('policy.toml') };
  const manifest = '[skills]\n"acme/base" = "^1"\n[policy]\nallow-sources = ["registry:paks"]\n';

  const run = await world.project({ manifest, environment }).run('install');

  expect(run).toMatchObject({ exit: 5, stderr: expect.stringContaining('allow-sources') });
});

test.each([
  [{ PAKS_OFFLINE: '1' }, 6],
  [{ PAKS_OFFLINE: '0' }, 0],
])('with %j an install that needs the network ends with %i', async (environment, exit) => {
  const project = world.project({ manifest: '[skills]\n"acme/base" = "^1"\n', environment });
  expect((await project.run('install')).exit).toBe(exit);
});
