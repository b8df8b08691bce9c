import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import {
  hasKeyring,
  type KeyringSession,
  type KeyringState,
  startKeyring,
} from '../../helpers/startKeyring.ts';
import { startRegistry, type TestRegistry } from '../../helpers/startRegistry.ts';
import { installWithKeychain, settingsFile } from './session.ts';

const suite = hasKeyring(process.env) ? describe : describe.skip;

suite('a real Secret Service', () => {
  let registry: TestRegistry;
  let token: string;
  let built: BuiltCommandLine;
  let installed: BuiltCommandLine;
  let project: TemporaryProject;
  let keyring: KeyringSession;

  beforeAll(async () => {
    built = buildCommandLine();
    installed = installWithKeychain(built);
    registry = await startRegistry();
    token = await registry.createToken('johndoe');
  }, 60_000);
  beforeEach(() => {
    project = makeTemporaryProject();
    keyring = startKeyring();
  });
  afterEach(() => {
    project.dispose();
    keyring.dispose();
  });
  afterAll(async () => {
    rmSync(installed.directory, { recursive: true, force: true });
    await registry.close();
  });

  /** Runs the command line with its library as a process that finds the keyring in this state. */
  function paks(state: KeyringState, ...argv: readonly string[]) {
    return run(state, [installed.entry, ...argv]);
  }

  async function run(state: KeyringState, argv: readonly string[]) {
    const words = [...keyring.command(state), process.execPath, ...argv];
    const [program = '', ...rest] = words;
    const child = spawn(program, rest, {
      cwd: project.path,
      env: {
        PATH: process.env['PATH'],
        HOME: project.home,
        PAKS_REGISTRY: registry.url,
        ...(state === 'absent' ? {} : keyring.environment),
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.end(`${token}\n`);
    const exit = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { exit, stdout, stderr };
  }

  const settings = (): readonly string[] => readdirSync(join(project.home, '.config', 'paks'));

  test('keeps the token from login to whoami to logout, each a process of its own', async () => {
    expect(await paks('unlocked', 'login', '--token', '-')).toMatchObject({
      exit: 0,
      stdout: 'Validating token... ✓\nLogged in as johndoe\n',
    });
    expect(JSON.parse(settingsFile(project, 'accounts.json'))).toMatchObject({
      accounts: { [registry.url]: { place: 'keychain' } },
    });
    expect(settings()).not.toContain('credentials');
    expect((await paks('unlocked', 'whoami', '--json')).stdout).toContain('"token": "keychain"');
    expect((await paks('unlocked', 'logout')).exit).toBe(0);
    expect((await paks('unlocked', 'whoami')).exit).toBe(1);
  });

  test('keeps it under the service `dev.stakpak.paks`, and in no plain file', async () => {
    await paks('unlocked', 'login', '--token', '-');
    const folder = join(keyring.environment['XDG_DATA_HOME'] ?? '', 'keyrings');
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(files.join('')).not.toContain(token);
    const found = await lookUp(keyring, `api_token:${registry.url}`);
    expect(found).toBe(token);
  });

  test('that stays locked leaves the encrypted file, and says why', async () => {
    const login = await paks('locked', 'login', '--token', '-');
    expect(login).toMatchObject({ exit: 0, stdout: expect.stringContaining('johndoe') });
    expect(login.stderr).toMatch(
      /kept in an encrypted file, because the system keychain cannot be used/,
    );
    expect((await paks('absent', 'whoami')).exit).toBe(0);
    expect(settingsFile(project, 'credentials')).not.toContain(token);
  });

  test('that is locked after a login is named by whoami, and by logout, which forgets nothing', async () => {
    await paks('unlocked', 'login', '--token', '-');
    for (const command of ['whoami', 'logout']) {
      const { exit, stderr } = await paks('locked', command);
      expect([exit, stderr]).toEqual([7, expect.stringContaining('keychain cannot be used')]);
    }
    expect((await paks('unlocked', 'whoami')).exit).toBe(0);
  });

  test('is not used where the library for it was not installed, and nothing else suffers', async () => {
    const login = await run('unlocked', [built.entry, 'login', '--token', '-']);
    expect([login.exit, login.stderr]).toEqual([
      0,
      expect.stringMatching(/encrypted file, because .*@napi-rs\/keyring/),
    ]);
    expect((await run('absent', [built.entry, 'whoami'])).exit).toBe(0);
  });

  test('that is not there leaves the encrypted file; `require` refuses it', async () => {
    const lenient = await paks('absent', 'login', '--token', '-');
    expect([lenient.exit, lenient.stderr]).toEqual([0, expect.stringContaining('encrypted file')]);
    project.write('../home/.config/paks/config.toml', 'keychain = "require"\n');
    const strict = await paks('absent', 'login', '--token', '-');
    expect([strict.exit, strict.stderr]).toEqual([
      1,
      expect.stringContaining('could not save the token securely'),
    ]);
  });
});

/** Reads a secret with the library alone, as another program of this user would. */
async function lookUp(keyring: KeyringSession, account: string): Promise<string> {
  const script = `
    const { AsyncEntry } = require('@napi-rs/keyring');
    const entry = new AsyncEntry('dev.stakpak.paks', process.argv[1], { linux: { store: 'secret-service' } });
    entry.getPassword().then((secret) => process.stdout.write(String(secret)));`;
  const [program = '', ...rest] = keyring.command('unlocked');
  const child = spawn(program, [...rest, process.execPath, '-e', script, account], {
    env: { PATH: process.env['PATH'], ...keyring.environment },
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  return stdout;
}
