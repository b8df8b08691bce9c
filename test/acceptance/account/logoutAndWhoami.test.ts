import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  makeTemporaryProject,
  type TemporaryProject,
  type TemporaryProjectOptions,
} from '../../helpers/makeTemporaryProject.ts';
import { memoryKeychain, type MemoryKeychain } from '../../helpers/memoryKeychain.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { startRegistry, type TestRegistry } from '../../helpers/startRegistry.ts';
import { settingsFile } from './session.ts';

let registry: TestRegistry;
let token: string;
let keychain: MemoryKeychain;
const projects: TemporaryProject[] = [];

beforeAll(async () => {
  registry = await startRegistry();
  token = await registry.createToken('johndoe');
  await registry.operate('account', 'profile', 'johndoe', '--email', 'john@example.com');
});
afterEach(() => {
  for (const project of projects.splice(0)) project.dispose();
});
afterAll(() => registry.close());

function start(options: TemporaryProjectOptions = {}): TemporaryProject {
  keychain = memoryKeychain();
  const project = makeTemporaryProject({
    registry: registry.url,
    keychain,
    input: token,
    ...options,
  });
  projects.push(project);
  registry.requests.length = 0;
  return project;
}

async function signedIn(options: TemporaryProjectOptions = {}): Promise<TemporaryProject> {
  const project = start(options);
  await project.run('login', '--token', '-');
  registry.requests.length = 0;
  return project;
}

const paths = (): readonly string[] =>
  registry.requests.map(({ method, path }) => `${method} ${path}`);

describe('paks whoami', () => {
  test('asks the registry afresh and shows name, address, status and expiry', async () => {
    const project = await signedIn();
    expect(await project.run('whoami')).toMatchObject({
      exit: 0,
      stdout:
        'Username: johndoe\nEmail:    john@example.com\nStatus:   Authenticated\nExpires:  Never\n',
      stderr: '',
    });
    expect(paths()).toEqual(['GET /api/auth/me']);
  });

  test('where nobody is signed in says how to, asks nobody and exits with 1', async () => {
    const project = start();
    expect(await project.run('whoami')).toMatchObject({
      exit: 1,
      stdout: "Not logged in.\nRun 'paks login' to authenticate.\n",
    });
    const run = await project.run('whoami', '--json');
    expectMatchesOutputSchema('whoami', run.json());
    expect(run.json()).toMatchObject({ result: { loggedIn: false, user: null } });
    expect([paths(), keychain.calls]).toEqual([[], []]);
  });

  test.each(['PAKS_TOKEN', 'STAKPAK_TOKEN'])(
    "with %s set is that token's user, and nobody signs in",
    async (name) => {
      const project = start({ environment: { [name]: token } });
      const run = await project.run('whoami', '--json');
      expectMatchesOutputSchema('whoami', run.json());
      expect(run.json()).toMatchObject({
        result: { loggedIn: true, user: { username: 'johndoe', token: name, expiresAt: null } },
      });
      expect((await project.run('whoami')).stdout).toContain(`Token:    from ${name}`);
      expect(keychain.calls).toEqual([]);
    },
  );

  test('offline shows what was known at the last login, as such', async () => {
    const project = await signedIn();
    const run = await project.run('whoami', '--offline');
    expect(run.stdout).toContain('Status:   Not checked (offline)');
    expect(paths()).toEqual([]);
    const document = (await project.run('whoami', '--offline', '--json')).json();
    expectMatchesOutputSchema('whoami', document);
    expect(document).toMatchObject({ result: { user: { fresh: false, token: 'keychain' } } });
  });

  test('with a token that was revoked says that it is invalid', async () => {
    const project = await signedIn({
      input: await registry.createToken('johndoe', ['--label', 'x']),
    });
    const [secret] = keychain.secrets.values();
    await fetch(`${registry.url}/api/auth/revoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
    });
    const run = await project.run('whoami');
    expect([run.exit, run.stderr]).toEqual([7, expect.stringContaining('error: invalid token')]);
  });

  test('where the keychain is locked says so', async () => {
    const project = await signedIn();
    keychain.locked = true;
    const run = await project.run('whoami');
    expect([run.exit, run.stderr]).toEqual([7, expect.stringContaining('locked')]);
  });

  test('where the encrypted file was changed says so, and to sign in again', async () => {
    const project = await signedIn({ keychain: undefined });
    const changed = settingsFile(project, 'credentials').replace(/"tag": "../, '"tag": "AA');
    project.write('../home/.config/paks/credentials', changed);
    const run = await project.run('whoami');
    expect([run.exit, run.stderr]).toEqual([
      7,
      expect.stringMatching(/was changed.*\nhint: .*login/),
    ]);
  });
});

describe('paks logout', () => {
  test('removes the token and what was known of its user, and says that it is not revoked', async () => {
    const project = await signedIn();
    const run = await project.run('logout');
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Logged out successfully\.\n.*still works: revoke it /);
    expect([keychain.secrets.size, paths()]).toEqual([0, []]);
    expect(settingsFile(project, 'accounts.json')).not.toContain('johndoe');
    expect((await project.run('whoami')).stdout).toContain('Not logged in.');
    expect((await fetchMe(token)).status).toBe(200);
  });

  test('removes the encrypted file with its last token', async () => {
    const project = await signedIn({ keychain: undefined });
    const document = (await project.run('logout', '--json')).json();
    expectMatchesOutputSchema('logout', document);
    expect(document).toMatchObject({ result: { wasLoggedIn: true, username: 'johndoe' } });
    expect(existsSync(join(project.home, '.config', 'paks', 'credentials'))).toBe(false);
  });

  test('with --revoke ends the token at the registry, too', async () => {
    const theirs = await registry.createToken('johndoe', ['--label', 'revoked']);
    const project = await signedIn({ input: theirs });
    const run = await project.run('logout', '--revoke');
    expect(run).toMatchObject({
      exit: 0,
      stdout: 'Logged out successfully. The token is revoked.\n',
    });
    expect([paths(), keychain.secrets.size]).toEqual([['POST /api/auth/revoke'], 0]);
    expect((await fetchMe(theirs)).status).toBe(401);
  });

  test('with --revoke of a token that has ended already is done', async () => {
    const theirs = await registry.createToken('johndoe', ['--label', 'ended']);
    const project = await signedIn({ input: theirs });
    await fetch(`${registry.url}/api/auth/revoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${theirs}` },
    });
    expect((await project.run('logout', '--revoke')).exit).toBe(0);
    expect(keychain.secrets.size).toBe(0);
  });

  test('with --revoke offline, or with nothing stored, changes nothing and says why', async () => {
    const project = await signedIn();
    expect((await project.run('logout', '--revoke', '--offline')).exit).toBe(6);
    expect(keychain.secrets.size).toBe(1);
    const nobody = await start().run('logout', '--revoke');
    expect([nobody.exit, nobody.stderr]).toEqual([
      7,
      expect.stringContaining('nobody is signed in'),
    ]);
  });

  test('where nobody is signed in is no failure', async () => {
    expect(await start().run('logout')).toMatchObject({ exit: 0, stdout: 'Not logged in.\n' });
  });

  test('where the keychain is locked fails, and the login stays known', async () => {
    const project = await signedIn();
    keychain.locked = true;
    expect((await project.run('logout')).exit).toBe(7);
    keychain.locked = false;
    expect((await project.run('whoami')).exit).toBe(0);
  });

  test('says that a variable goes on being used', async () => {
    const project = await signedIn({ environment: { PAKS_TOKEN: token } });
    expect((await project.run('logout')).stderr).toContain('`PAKS_TOKEN` is set');
    const again = await project.run('login', '--token', '-');
    expect(again.stderr).toContain('`PAKS_TOKEN` is set');
  });
});

async function fetchMe(text: string): Promise<Response> {
  return await fetch(`${registry.url}/api/auth/me`, {
    headers: { authorization: `Bearer ${text}` },
  });
}
