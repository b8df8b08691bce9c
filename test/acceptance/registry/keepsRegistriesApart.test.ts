import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let open: TestWorld;
let closed: TestWorld;
let project: TemporaryProject;

let token: string;

beforeAll(async () => {
  [open, closed] = await Promise.all([startWorld(), startWorld()]);
  const release = { account: 'acme', name: 'base' };
  await open.publishAll([
    { ...release, version: '1.0.0' },
    { ...release, version: '9.9.9' },
    { account: 'acme', name: 'secret', version: '99.0.0' },
    { account: 'acme', name: 'lonely', version: '1.0.0' },
  ]);
  await closed.publishAll([
    { ...release, version: '1.0.0' },
    {
      account: 'acme',
      name: 'secret',
      version: '1.0.0',
      dependencies: { 'acme/base': '>=1' },
    },
    {
      account: 'acme',
      name: 'needy',
      version: '1.0.0',
      dependencies: { 'acme/lonely': '^1' },
    },
  ]);
  token = await open.registry.createToken('ada');
}, 60_000);

afterAll(async () => {
  await Promise.all([open.close(), closed.close()]);
});

beforeEach(async () => {
  project = makeTemporaryProject({
    manifest: '[project]\nagents = ["claude-code"]\n',
    environment: { PAKS_TOKEN: token, PAKS_KEYCHAIN: 'never' },
  });
  await project.run('registry', 'add', 'paks', '--url', open.proxy.url);
  await project.run('registry', 'add', 'private', '--url', closed.proxy.url);
  open.proxy.requests.length = 0;
  closed.proxy.requests.length = 0;
});

afterEach(() => project.dispose());

function versionsLocked(): readonly string[] {
  return [...project.read('paks.lock').matchAll(/version = "(.+)"\nsource = "(.+)"/g)].map(
    ([, version, source]) => `${version} ${source}`,
  );
}

describe('a skill of a named registry', () => {
  test('T22: comes from it with all it needs, whatever higher versions another one has', async () => {
    expect(await project.run('add', 'acme/secret', '--registry', 'private')).toMatchObject({
      exit: 0,
    });

    expect(versionsLocked()).toEqual(['1.0.0 registry+private', '1.0.0 registry+private']);
    expect(project.read('paks.toml')).toContain('registry = "private"');
    expect(open.proxy.requests).toEqual([]);
  });

  test('T22: what its registry lacks is not looked for in another one', async () => {
    const run = await project.run('add', 'acme/needy', '--registry', 'private');

    expect(run.exit).toBeGreaterThan(0);
    expect(run.stderr).toContain('acme/lonely');
    expect(open.proxy.requests).toEqual([]);
    expect(project.exists('paks.lock')).toBe(false);
  });

  test('T22: without a registry a name means the default one only', async () => {
    expect(await project.run('add', 'acme/base')).toMatchObject({ exit: 0 });

    expect(versionsLocked()).toEqual(['9.9.9 registry+paks']);
    expect(closed.proxy.requests).toEqual([]);
  });

  test('T22: a lock of one registry is never answered by another that became the default', async () => {
    await project.run('add', 'acme/base@^1.0.0');
    await project.run('registry', 'default', 'private');
    open.proxy.requests.length = 0;
    closed.proxy.requests.length = 0;

    const run = await project.run('ci');

    expect(run).toMatchObject({ exit: 3 });
    expect([open.proxy.requests, closed.proxy.requests]).toEqual([[], []]);
    expect(versionsLocked()).toEqual(['1.0.0 registry+paks']);
  });
});

describe('tokens', () => {
  test('T15: a project that gives the name of the default registry another address gets no token', async () => {
    project.write(
      'paks.toml',
      `[skills]\n"acme/base" = "^1"\n[registries.paks]\nurl = "${closed.proxy.url}"\n`,
    );

    await project.run('install');

    expect(closed.proxy.requests.length).toBeGreaterThan(0);
    expect(closed.proxy.requests.filter(({ authorized }) => authorized)).toEqual([]);
    expect(open.proxy.requests).toEqual([]);
  });

  test('T15: the token of the default registry goes to no other', async () => {
    await project.run('add', 'acme/base', '--registry', 'private');
    expect(closed.proxy.requests.map(({ authorized }) => authorized)).not.toContain(true);
  });

  test('T15: a registry that leaves the settings leaves no token behind', async () => {
    const own = await closed.registry.createToken('ada');
    const login = ['login', '--registry', 'private', '--token', own];
    expect(await project.run(...login)).toMatchObject({ exit: 0 });

    const removed = (await project.run('registry', 'remove', 'private', '--json')).json();

    expectMatchesOutputSchema('registry-remove', removed);
    expect(removed).toMatchObject({ result: { signedOut: true } });
    await project.run('registry', 'add', 'private', '--url', closed.proxy.url);
    closed.proxy.requests.length = 0;
    await project.run('add', 'acme/base', '--registry', 'private');
    expect(closed.proxy.requests.map(({ authorized }) => authorized)).not.toContain(true);
  });

  test('a registry that needs one is not asked without: the error says how to sign in', async () => {
    const address = ['--url', closed.proxy.url, '--auth-required'];
    await project.run('registry', 'add', 'private', ...address);

    const run = await project.run('add', 'acme/base', '--registry', 'private', '--json');

    expect(run.json()).toMatchObject({
      error: {
        code: 'AUTH_REQUIRED',
        exit: 7,
        hint: expect.stringContaining('paks login --registry private'),
      },
    });
    expect(closed.proxy.requests).toEqual([]);
  });
});
