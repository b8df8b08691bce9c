import { expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/config/loadConfig.ts';
import { withProject } from '../../../src/config/withProject.ts';
import { memoryFiles, surroundings } from './memoryFiles.ts';

const FILE = '/home/ada/.config/paks/config.toml';
const noPolicy = { audit: 'error', dismissed: [] } as const;

async function load(file: string, variables: Record<string, string> = {}) {
  return await loadConfig({
    fileSystem: memoryFiles({ [FILE]: file, '/p.toml': 'minimum-release-age = "9d"' }),
    environment: surroundings(variables),
    flags: { offline: false, registry: null },
  });
}

test('a project adds registries and may give a name another address', async () => {
  const config = await load('[registries.a]\nurl = "https://a.test"\nauth-required = true');
  const merged = withProject(config, {
    registries: [
      { name: 'a', url: 'https://a.test' },
      { name: 'b', url: 'https://b.test', authRequired: true },
      { name: 'paks', url: 'https://mirror.test' },
    ],
    policy: noPolicy,
  });
  expect(merged.registries.get('a')).toMatchObject({
    authRequired: true,
    origin: { kind: 'user' },
  });
  expect(merged.registries.get('b')).toMatchObject({
    url: 'https://b.test',
    origin: { kind: 'project' },
  });
  expect(merged.registries.get('paks')).toMatchObject({
    url: 'https://mirror.test',
    authUrl: undefined,
  });
  expect(config.registries.get('paks')?.url).toBe('https://api.paks.dev');
});

test('PAKS_REGISTRY stands above what the project says', async () => {
  const config = await load('', { PAKS_REGISTRY: 'https://mine.test' });
  const registries = [{ name: 'paks', url: 'https://other.test' }];
  const merged = withProject(config, { registries, policy: noPolicy });
  expect(merged.registries.get('paks')?.url).toBe('https://mine.test');
});

test('the policy of a project stands above the user and below the policy file', async () => {
  const project = { registries: [], policy: { ...noPolicy, minimumReleaseAge: 5 } };
  const file = '[policy]\nminimum-release-age = "1d"\nallow-sources = ["path"]';
  expect(withProject(await load(file), project)).toMatchObject({
    minimumReleaseAge: 5,
    allowSources: ['path'],
    origins: { minimumReleaseAge: { kind: 'project' }, allowSources: { kind: 'user' } },
  });
  expect(withProject(await load(file, { PAKS_POLICY: '/p.toml' }), project)).toMatchObject({
    minimumReleaseAge: 777_600_000,
    origins: { minimumReleaseAge: { kind: 'policy' } },
  });
});
