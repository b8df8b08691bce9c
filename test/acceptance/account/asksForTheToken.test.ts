import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Conversation, converse, type Conversed } from '../../helpers/converse.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { memoryKeychain, type MemoryKeychain } from '../../helpers/memoryKeychain.ts';
import { startRegistry, type TestRegistry } from '../../helpers/startRegistry.ts';

let registry: TestRegistry;
let token: string;
let project: TemporaryProject;
let keychain: MemoryKeychain;

beforeAll(async () => {
  registry = await startRegistry();
  token = await registry.createToken('johndoe');
});
beforeEach(() => {
  keychain = memoryKeychain();
  project = makeTemporaryProject({ registry: registry.url });
  registry.requests.length = 0;
});
afterEach(() => project.dispose());
afterAll(() => registry.close());

const login = (argv: readonly string[], script: Conversation): Promise<Conversed> =>
  converse(['login', ...argv], script, {
    project,
    keychain,
    environment: { PAKS_REGISTRY: registry.url },
  });

describe('on a terminal', () => {
  test('login asks for the token and shows a dot for each character', async () => {
    const run = await login([], [['Enter your token', `${token}\r`]]);
    expect(run).toMatchObject({
      exit: 0,
      stdout: 'Validating token... ✓\nLogged in as johndoe\n',
    });
    expect(run.screen).toContain('••••');
    for (const part of [token, token.slice(0, 8), token.slice(-8)]) {
      expect(run.screen).not.toContain(part);
    }
    expect([...keychain.secrets.values()]).toEqual([token]);
  });

  test('what is no token is asked for again, and not sent', async () => {
    const run = await login(
      [],
      [
        ['Enter your token', 'nonsense\r'],
        ['this is no token', '\u0003'],
      ],
    );
    expect(run.exit).toBe(130);
    expect(run.screen).not.toContain('nonsense');
    expect(registry.requests).toEqual([]);
  });

  test('who gives up signs nobody in', async () => {
    const run = await login([], [['Enter your token', '\u0003']]);
    expect(run).toMatchObject({ exit: 130, stdout: '' });
    expect([registry.requests, keychain.calls]).toEqual([[], []]);
  });

  test("T15: a registry that only the project names is confirmed first; 'no' ends it", async () => {
    project.write('paks.toml', `[registries.theirs]\nurl = "${registry.url}/x"\n`);
    const run = await login(['--registry', 'theirs'], [['paks.toml names', 'n']]);
    expect([run.exit, run.screen]).toEqual([130, expect.stringContaining(`${registry.url}/x`)]);
    expect(registry.requests).toEqual([]);
  });
});
