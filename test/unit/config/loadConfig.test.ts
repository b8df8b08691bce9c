import { describe, expect, test } from '@jest/globals';
import type { Config } from '../../../src/config/Config.ts';
import { loadConfig } from '../../../src/config/loadConfig.ts';
import { networkOptions } from '../../../src/config/networkOptions.ts';
import { memoryFiles, surroundings } from './memoryFiles.ts';

const FILE = '/home/ada/.config/paks/config.toml';

interface Given {
  readonly file?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly flags?: { readonly offline?: boolean; readonly registry?: string };
  readonly policy?: string;
}

async function load({ file, variables = {}, flags = {}, policy }: Given = {}): Promise<Config> {
  return await loadConfig({
    fileSystem: memoryFiles({
      ...(file === undefined ? {} : { [FILE]: file }),
      ...(policy === undefined ? {} : { '/etc/policy.toml': policy }),
    }),
    environment: surroundings(variables),
    flags: { offline: flags.offline ?? false, registry: flags.registry ?? null },
  });
}

describe('defaults', () => {
  test('without a file, variables and flags everything has its default', async () => {
    const config = await load();
    expect(config).toMatchObject({
      defaultRegistry: 'paks',
      defaultAgent: undefined,
      agents: [],
      offline: false,
      timeout: 30_000,
      cacheTtl: 300_000,
      git: 'auto',
      cacheDirectory: '/home/ada/.cache/paks',
      globalDirectory: '/home/ada/.config/paks/global',
      minimumReleaseAge: undefined,
      allowSources: undefined,
    });
    expect([...config.registries.values()]).toEqual([
      {
        name: 'paks',
        url: 'https://api.paks.dev',
        authUrl: 'https://api.stakpak.dev/auth',
        authRequired: false,
        insecure: false,
        origin: { kind: 'default' },
      },
    ]);
    expect(new Set(Object.values(config.origins).map(({ kind }) => kind))).toEqual(
      new Set(['default']),
    );
  });
});

describe('the user file', () => {
  test('sets every setting', async () => {
    const config = await load({
      file: `
default-agent = "cursor"
offline = true
timeout = "5s"
proxy = "http://proxy.test:3128"
no-proxy = ["a.test", "10.0.0.0/8"]
ca-file = "~/ca.pem"
cache-dir = "~/cache"
cache-ttl = "1h"
git = "program"
[registries]
default = "private"
[registries.private]
url = "https://skills.example.com/base/"
auth-url = "https://sso.example.com/auth"
auth-required = true
[agents.mine]
name = "Mine"
project-directory = ".mine/skills"
user-directory = "~/.mine/skills"
[policy]
minimum-release-age = "3d"
allow-sources = ["path"]
audit = "warn"
`,
    });
    expect(config).toMatchObject({
      defaultAgent: 'cursor',
      offline: true,
      timeout: 5000,
      cacheDirectory: '/home/ada/cache',
      cacheTtl: 3_600_000,
      git: 'program',
      defaultRegistry: 'private',
      agents: [
        {
          id: 'mine',
          name: 'Mine',
          projectDirectory: '.mine/skills',
          userDirectory: '~/.mine/skills',
        },
      ],
      minimumReleaseAge: 259_200_000,
      allowSources: ['path'],
      audit: 'warn',
    });
    expect(config.registries.get('private')).toEqual({
      name: 'private',
      url: 'https://skills.example.com/base',
      authUrl: 'https://sso.example.com/auth',
      authRequired: true,
      insecure: false,
      origin: { kind: 'user', file: FILE },
    });
    expect(networkOptions(config, surroundings({ NODE_EXTRA_CA_CERTS: '/extra.pem' }))).toEqual({
      offline: true,
      idleTimeout: 5000,
      proxies: {
        http: 'http://proxy.test:3128',
        https: 'http://proxy.test:3128',
        none: ['a.test', '10.0.0.0/8'],
      },
      authorityFiles: [
        { path: '/home/ada/ca.pem', namedBy: 'ca-file' },
        { path: '/extra.pem', namedBy: 'NODE_EXTRA_CA_CERTS' },
      ],
    });
  });

  test.each([
    ['ofline = true', 'config.toml:1:1: unknown key `ofline`', 'did you mean `offline`?'],
    ['\n  offline = "x"', 'config.toml:2:13: `offline` has to be true or false', undefined],
    ['timeout = 5', 'config.toml:1:11: `timeout` has to be a duration', undefined],
    ['timeout = "5 minutes"', 'config.toml:1:11: `timeout` has to be a duration', undefined],
    ['cache-dir = "cache"', '`cache-dir` has to be an absolute path', undefined],
    ['git = "svn"', '`git` has to be `auto` or `program`', undefined],
    ['no-proxy = [1]', '`no-proxy` has to be a list of texts', undefined],
    ['default-agent = ""', '`default-agent` has to be a text', undefined],
    ['[policy]\nage = 1', 'config.toml:2:1: unknown key `age`', expect.anything()],
    ['[registries.x]\nurl = "http://x.test"', 'config.toml:2:7: plain http', expect.anything()],
    ['[registries.x]\nurl = "https://x.test/?a"', 'query or a fragment', expect.anything()],
    ['[registries.x]\n', 'registry `x` has no `url`', undefined],
    ['[registries."a b"]\nurl = "https://x.test"', 'not a registry name', undefined],
    ['[registries.x]\nuri = ""', 'unknown key `uri`', 'did you mean `url`?'],
    ['[agents.Mine]\n', '`Mine` is not an agent id', expect.anything()],
    ['offline = tru', 'config.toml:1:', undefined],
  ])('%j is refused where it stands', async (file, message, hint) => {
    await expect(load({ file })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(message),
      hint: hint ?? 'mend that place in the file, then run the command again',
    });
  });

  test.each([
    'token = "stk_secret"',
    'api_token = "stk_secret"',
    '[registries.x]\nurl = "https://x.test"\ntoken = "stk_secret"',
    '[registries.x]\nurl = "https://me:stk_secret@x.test"',
  ])('T15: a secret in it is refused without being shown: %j', async (file) => {
    const failure = load({ file });
    await expect(failure).rejects.toMatchObject({ hint: expect.stringContaining('paks login') });
    await expect(failure).rejects.toMatchObject({ message: expect.not.stringContaining('stk_') });
  });

  test('names registries and the default one, `auth_required` with an underscore too', async () => {
    const config = await load({
      file: `
[registries]
default = "paks"

[registries.paks]
url = "https://api.paks.dev"

[registries.private]
url = "https://skills.mycompany.com"
auth_required = true
`,
    });
    expect(config.defaultRegistry).toBe('paks');
    expect(config.registries.get('paks')?.url).toBe('https://api.paks.dev');
    expect(config.registries.get('private')).toMatchObject({
      url: 'https://skills.mycompany.com',
      authRequired: true,
    });
  });

  test('R03: a byte order mark and Windows line ends are read, other encodings refused', async () => {
    expect((await load({ file: '\ufeffoffline = true\r\n' })).offline).toBe(true);
    const fileSystem = memoryFiles({ [FILE]: Buffer.from('\ufeffoffline = true', 'utf16le') });
    const flags = { offline: false, registry: null };
    const environment = surroundings();
    await expect(loadConfig({ fileSystem, environment, flags })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('UTF-8'),
    });
  });
});

describe('precedence', () => {
  const file = 'offline = false\ndefault-agent = "cursor"\n[registries]\ndefault = "private"';

  test('a flag beats a variable beats the file beats the default', async () => {
    const variables = { PAKS_OFFLINE: '0', PAKS_AGENT: 'codex' };
    const flags = { offline: true, registry: 'other' };
    const config = await load({ file, variables, flags });
    expect(config).toMatchObject({
      offline: true,
      defaultAgent: 'codex',
      defaultRegistry: 'other',
      git: 'auto',
      origins: {
        offline: { kind: 'flag', flag: '--offline' },
        defaultAgent: { kind: 'environment', variable: 'PAKS_AGENT' },
        defaultRegistry: { kind: 'flag', flag: '--registry' },
        git: { kind: 'default' },
      },
    });
    expect((await load({ file })).origins).toMatchObject({
      defaultAgent: { kind: 'user', file: FILE },
      offline: { kind: 'user', file: FILE },
    });
  });

  test.each([
    ['1', true],
    ['true', true],
    ['YES', true],
    ['0', false],
    ['false', false],
    ['', false],
  ])('PAKS_OFFLINE=%s', async (PAKS_OFFLINE, offline) => {
    expect((await load({ variables: { PAKS_OFFLINE } })).offline).toBe(offline);
  });

  test('a variable that says nothing sensible is refused by name', async () => {
    await expect(load({ variables: { PAKS_OFFLINE: 'perhaps' } })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('PAKS_OFFLINE'),
    });
    await expect(load({ variables: { PAKS_CACHE_DIR: './cache' } })).rejects.toMatchObject({
      message: expect.stringContaining('PAKS_CACHE_DIR'),
    });
  });

  test('PAKS_REGISTRY is the address of the default registry, whatever its name', async () => {
    const url = 'http://127.0.0.1:4873/';
    const config = await load({ variables: { PAKS_REGISTRY: url } });
    expect(config.registries.get('paks')).toMatchObject({
      url: 'http://127.0.0.1:4873',
      authUrl: undefined,
      origin: { kind: 'environment', variable: 'PAKS_REGISTRY' },
    });
    const named = await load({ file, variables: { PAKS_REGISTRY: url } });
    expect(named.registries.get('private')?.url).toBe('http://127.0.0.1:4873');
    expect(named.registries.get('paks')?.url).toBe('https://api.paks.dev');
  });

  test('PAKS_REGISTRY with the address of the public registry keeps its sign-in address', async () => {
    const config = await load({ variables: { PAKS_REGISTRY: 'https://api.paks.dev/' } });
    expect(config.registries.get('paks')?.authUrl).toBe('https://api.stakpak.dev/auth');
  });

  test.each(['http://skills.test', 'skills.test', 'https://a:b@skills.test'])(
    'PAKS_REGISTRY=%s is refused',
    async (PAKS_REGISTRY) => {
      await expect(load({ variables: { PAKS_REGISTRY } })).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining('PAKS_REGISTRY'),
      });
    },
  );

  test('proxy variables beat the setting, NO_PROXY beats the list', async () => {
    const config = await load({ file: 'proxy = "http://file.test"\nno-proxy = ["a.test"]' });
    const { proxies } = networkOptions(
      config,
      surroundings({ https_proxy: 'http://variable.test', NO_PROXY: 'b.test' }),
    );
    expect(proxies).toEqual({
      http: 'http://file.test',
      https: 'http://variable.test',
      none: ['b.test'],
    });
  });
});

describe('the policy file', () => {
  const variables = { PAKS_POLICY: '/etc/policy.toml' };

  test('beats everything and is named as the origin', async () => {
    const config = await load({
      variables,
      policy: 'minimum-release-age = "7d"\nallow-sources = ["registry:private"]',
      file: '[policy]\nminimum-release-age = "1d"\naudit = "off"',
    });
    expect(config).toMatchObject({
      minimumReleaseAge: 604_800_000,
      allowSources: ['registry:private'],
      audit: 'off',
      origins: { minimumReleaseAge: { kind: 'policy', file: '/etc/policy.toml' } },
    });
  });

  test('one that is named must be there and hold nothing else', async () => {
    await expect(load({ variables })).rejects.toMatchObject({
      message: expect.stringContaining('no policy file'),
    });
    await expect(load({ variables, policy: 'offline = true' })).rejects.toMatchObject({
      message: expect.stringContaining('policy.toml:1:1: unknown key `offline`'),
    });
  });
});
