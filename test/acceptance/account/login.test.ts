import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/io/clock.ts';
import {
  makeTemporaryProject,
  type TemporaryProject,
  type TemporaryProjectOptions,
} from '../../helpers/makeTemporaryProject.ts';
import { memoryKeychain } from '../../helpers/memoryKeychain.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { type Proxy, startProxy } from '../../helpers/startProxy.ts';
import { startRegistry, type TestRegistry } from '../../helpers/startRegistry.ts';
import { printed, settingsFile } from './session.ts';

let registry: TestRegistry;
let proxy: Proxy;
let token: string;
const projects: TemporaryProject[] = [];

beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startProxy({ target: registry.url });
  token = await registry.createToken('johndoe');
  await registry.operate('account', 'profile', 'johndoe', '--email', 'john@example.com');
});
afterEach(() => {
  proxy.requests.length = 0;
  proxy.faults.length = 0;
  for (const project of projects.splice(0)) project.dispose();
});
afterAll(async () => {
  await proxy.close();
  await registry.close();
});

function start(options: TemporaryProjectOptions = {}): TemporaryProject {
  const quick = { now: () => Date.now(), sleep: async () => undefined };
  const project = makeTemporaryProject({
    registry: proxy.url,
    keychain: memoryKeychain(),
    clock: quick,
    ...options,
  });
  projects.push(project);
  return project;
}

const paths = (): readonly string[] =>
  proxy.requests.map(({ method, path }) => `${method} ${path}`);

describe('paks login', () => {
  test('with --token validates it, keeps it in the keychain and greets by name and address', async () => {
    const keychain = memoryKeychain();
    const run = await start({ keychain }).run('login', '--token', token);
    expect(run).toMatchObject({
      exit: 0,
      stdout: 'Validating token... ✓\nLogged in as johndoe (john@example.com)\n',
    });
    expect(paths()).toEqual(['GET /api/auth/verify']);
    expect(proxy.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect([...keychain.secrets]).toEqual([[`api_token:${proxy.url}`, token]]);
  });

  test('with --token warns of process lists and shell history; with `-` it reads standard input and does not', async () => {
    const project = start({ input: `${token}\n` });
    expect((await project.run('login', '--token', token)).stderr).toMatch(
      /process lists.*\n.*--token -/,
    );
    const run = await project.run('login', '--token', '-');
    expect([run.exit, run.stderr]).toEqual([0, '']);
  });

  test('keeps name, address and expiry in a file of the settings, and the token in none', async () => {
    const project = start({ input: token });
    await project.run('login', '--token', '-');
    expect(JSON.parse(settingsFile(project, 'accounts.json'))).toEqual({
      version: 1,
      accounts: {
        [proxy.url]: {
          place: 'keychain',
          id: expect.any(String),
          username: 'johndoe',
          email: 'john@example.com',
          expiresAt: null,
        },
      },
    });
    expect(settingsFile(project, 'accounts.json')).not.toContain(token);
    expect(existsSync(join(project.home, '.config', 'paks', 'credentials'))).toBe(false);
  });

  test('without a keychain keeps it in the encrypted file, and says so', async () => {
    const project = start({ input: token, keychain: undefined });
    const run = await project.run('login', '--token', '-', '--json');
    expect(run.stderr).toContain('kept in an encrypted file');
    expectMatchesOutputSchema('login', run.json());
    expect(run.json()).toMatchObject({ result: { storage: 'file', username: 'johndoe' } });
    expect(settingsFile(project, 'credentials')).not.toContain(token);
  });

  test('with `keychain = "require"` and none that works could not save the token securely', async () => {
    const environment = { PAKS_KEYCHAIN: 'require' };
    const project = start({ input: token, keychain: undefined, environment });
    const run = await project.run('login', '--token', '-');
    expect(run.exit).toBe(1);
    expect(run.stderr).toMatch(/could not save the token securely.*\n.*keychain/);
    expect(existsSync(join(project.home, '.config', 'paks', 'accounts.json'))).toBe(false);
  });

  test('without a terminal says how to hand the token over, and asks nobody', async () => {
    const run = await start().run('login');
    expect([run.exit, run.stdout, paths()]).toEqual([2, '', []]);
    expect(run.stderr).toMatch(/--token -.*PAKS_TOKEN/);
  });

  test.each([
    ['of another form', 'ghp_0123456789abcdef', 'this is no token'],
    ['that is empty', '', 'this is no token'],
    ['with blanks in it', 'stk_abcd efgh', 'this is no token'],
    ['with a line break in it', 'stk_abcd\nauthorization: x', 'this is no token'],
  ])('a token %s is refused before it is sent, and not repeated', async (_what, text, message) => {
    const run = await start().run('login', '--token', text);
    expect([run.exit, paths()]).toEqual([2, []]);
    expect(run.stderr).toContain(message);
    if (text !== '') expect(printed(run)).not.toContain(text);
  });

  test('empty or endless standard input is refused', async () => {
    const empty = await start({ input: '\n' }).run('login', '--token', '-');
    expect([empty.exit, empty.stderr]).toEqual([
      2,
      expect.stringContaining('standard input is empty'),
    ]);
    const endless = await start({ input: 'x'.repeat(100_000) }).run('login', '--token', '-');
    expect([endless.exit, endless.stderr]).toEqual([5, expect.stringContaining('standard input')]);
  });
});

describe('a token that the registry does not take', () => {
  test('invalid: says so, where to check it, and stores nothing', async () => {
    const keychain = memoryKeychain();
    const run = await start({ keychain, input: 'stk_nobody-knows-me' }).run(
      'login',
      '--token',
      '-',
    );
    expect(run.exit).toBe(7);
    expect(run.stderr).toMatch(/error: invalid token.*\nhint: check your token/);
    expect(printed(run)).not.toContain('stk_nobody');
    expect(keychain.secrets.size).toBe(0);
  });

  test('expired: says so, and to generate a new one', async () => {
    const input = await registry.createToken('johndoe', ['--days', '0']);
    const run = await start({ input }).run('login', '--token', '-');
    expect(run.exit).toBe(7);
    expect(run.stderr).toMatch(/error: token expired.*\nhint: generate a new token/);
  });

  test('of a suspended account: says so', async () => {
    const theirs = await registry.createToken('mallory');
    await registry.operate('account', 'suspend', 'mallory');
    const run = await start({ input: theirs }).run('login', '--token', '-');
    expect([run.exit, run.stderr]).toEqual([7, expect.stringContaining('suspended')]);
  });

  test('an earlier login stays', async () => {
    const keychain = memoryKeychain();
    const project = start({ keychain, input: token });
    await project.run('login', '--token', '-');
    await project.run('login', '--token', 'stk_nobody-knows-me');
    expect([...keychain.secrets.values()]).toEqual([token]);
    expect((await project.run('whoami')).exit).toBe(0);
  });

  test('a registry that cannot be reached: says to check the connection', async () => {
    const run = await start({ input: token, registry: 'http://127.0.0.1:9' }).run(
      'login',
      '--token',
      '-',
    );
    expect(run.exit).toBe(6);
    expect(run.stderr).toMatch(/could not reach registry `paks`.*\nhint: check your connection/);
  });

  test('offline nothing is sent', async () => {
    const run = await start({ input: token }).run('login', '--token', '-', '--offline');
    expect([run.exit, paths()]).toEqual([6, []]);
  });
});

describe('a token that expires', () => {
  test('in less than 7 days is warned of at login, and at each use', async () => {
    const project = start({ input: await registry.createToken('johndoe', ['--days', '4']) });
    const run = await project.run('login', '--token', '-');
    expect([run.exit, run.stderr]).toEqual([0, expect.stringMatching(/expires in 3 days, on /)]);
    expect((await project.run('whoami')).stderr).toMatch(/expires in 3 days, on /);
    expect((await project.run('whoami')).stdout).toMatch(/^Expires:  \d{4}-\d\d-\d\dT\S+Z$/m);
  });

  test('has expired by the time it is used: said before anything is sent', async () => {
    const keychain = memoryKeychain();
    const input = await registry.createToken('johndoe', ['--days', '1']);
    const project = start({ input, keychain });
    await project.run('login', '--token', '-');
    const later = makeTemporaryProject({
      registry: proxy.url,
      sibling: project,
      keychain,
      clock: { ...systemClock, now: () => Date.now() + 2 * 24 * 60 * 60 * 1000 },
    });
    projects.push(later);
    proxy.requests.length = 0;
    const run = await later.run('whoami');
    expect([run.exit, paths()]).toEqual([7, []]);
    expect(run.stderr).toMatch(/error: token expired.*\nhint: generate a new token/);
  });
});

describe('registries of their own', () => {
  const config = (project: TemporaryProject, text: string): void => {
    const folder = join(project.home, '.config', 'paks');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'config.toml'), text);
  };

  test('sign in one by one with --registry', async () => {
    const keychain = memoryKeychain();
    const project = start({ keychain, input: token, registry: 'http://127.0.0.1:9' });
    config(project, `[registries.private]\nurl = "${proxy.url}"\n`);
    const run = await project.run('login', '--registry', 'private', '--token', '-');
    expect([run.exit, run.stdout]).toEqual([
      0,
      expect.stringContaining('Logged in to private as johndoe'),
    ]);
    expect([...keychain.secrets.keys()]).toEqual([`api_token:${proxy.url}`]);
    expect((await project.run('whoami')).stdout).toContain('Not logged in.');
    const who = await project.run('whoami', '--registry', 'private');
    expect(who.stdout).toContain(`Registry: private (${proxy.url})`);
  });

  test('T15: a name given another address later finds no token there', async () => {
    const keychain = memoryKeychain();
    const project = start({ keychain, input: token, registry: 'http://127.0.0.1:9' });
    config(project, `[registries.private]\nurl = "${proxy.url}"\n`);
    await project.run('login', '--registry', 'private', '--token', '-');
    config(
      project,
      `[registries.private]\nurl = "${proxy.url.replace('127.0.0.1', 'localhost')}"\n`,
    );
    proxy.requests.length = 0;
    const run = await project.run('whoami', '--registry', 'private');
    expect([run.exit, proxy.requests]).toEqual([1, []]);
  });

  test("T15: one that only a project's paks.toml names must be confirmed", async () => {
    const manifest = `[registries.theirs]\nurl = "${proxy.url}"\n`;
    const project = start({ manifest, input: token, registry: 'http://127.0.0.1:9' });
    const run = await project.run('login', '--registry', 'theirs', '--token', '-');
    expect([run.exit, proxy.requests]).toEqual([2, []]);
    expect(run.stderr).toMatch(/must be confirmed, and .*\nhint: pass `--yes`/);
    const sure = await project.run('login', '--registry', 'theirs', '--token', '-', '--yes');
    expect([sure.exit, sure.stdout]).toEqual([0, expect.stringContaining('johndoe')]);
  });

  test("T15: a project's paks.toml does not move a known registry, nor the check of its tokens", async () => {
    const project = start({
      manifest: '[registries.paks]\nurl = "http://127.0.0.1:9"\n',
      input: token,
    });
    expect((await project.run('login', '--token', '-')).exit).toBe(0);
    const elsewhere = start({
      manifest: `[registries.theirs]\nurl = "${proxy.url}"\nauth-url = "http://127.0.0.1:9/auth"\n`,
      input: token,
    });
    proxy.requests.length = 0;
    const run = await elsewhere.run('login', '--registry', 'theirs', '--token', '-', '--yes');
    expect([run.exit, proxy.requests]).toEqual([2, []]);
    expect(run.stderr).toMatch(/checked elsewhere, at `http:\/\/127.0.0.1:9`/);
  });

  test('R06: two logins at once keep both tokens in the one encrypted file', async () => {
    const other = await startProxy({ target: registry.url });
    const options = { input: token, keychain: undefined, clock: systemClock };
    const one = start(options);
    const two = start({ ...options, registry: other.url, sibling: one });
    const runs = await Promise.all(
      [one, two].map((project) => project.run('login', '--token', '-')),
    );
    expect(runs.map(({ exit }) => exit)).toEqual([0, 0]);
    expect([(await one.run('whoami')).exit, (await two.run('whoami')).exit]).toEqual([0, 0]);
    await other.close();
  });

  test('one that nobody named is unknown', async () => {
    const run = await start({ input: token }).run('login', '--registry', 'pacs', '--token', '-');
    expect([run.exit, run.stderr]).toEqual([2, expect.stringContaining('did you mean `paks`?')]);
  });
});
