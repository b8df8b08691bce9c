import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PUBLIC_REGISTRY } from '../../../src/config/Registry.ts';
import { readArchive } from '../../../src/io/archive.ts';
import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { createHttpClient } from '../../../src/io/http.ts';
import type { Version } from '../../../src/model/Range.ts';
import type { SkillId } from '../../../src/model/SkillId.ts';
import { HttpRegistry } from '../../../src/registry/HttpRegistry.ts';
import { publishSkills } from '../../helpers/publishSkill.ts';
import { startGitHost } from '../../helpers/startGitHost.ts';
import { type Proxy, startProxy } from '../../helpers/startProxy.ts';
import { startRegistry, type TestRegistry } from '../../helpers/startRegistry.ts';
import { giving } from './fixture.ts';

const TOOL = 'acme/tool' as SkillId;
const folder = mkdtempSync(join(tmpdir(), 'paks-real-registry-'));
let host: Awaited<ReturnType<typeof startGitHost>>;
let registry: TestRegistry;
let proxy: Proxy;

beforeAll(async () => {
  const root = join(folder, 'repositories');
  nodeFileSystem.makeDirectories(root);
  host = await startGitHost({ root });
  registry = await startRegistry();
  proxy = await startProxy({ target: registry.url });
  const skill = { account: 'acme', name: 'tool', files: { 'run.sh': 'echo hi\n' } };
  await publishSkills(registry, { url: host.url, root }, [
    { ...skill, version: '1.0.0' },
    { ...skill, version: '1.1.0', dependencies: { 'acme/base': '^1.0.0' } },
  ]);
});

afterAll(async () => {
  await proxy.close();
  await registry.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  proxy.requests.length = 0;
  proxy.faults.length = 0;
});

function client(token: string | null = null, cacheTtl = 300_000): HttpRegistry {
  return new HttpRegistry(
    { ...PUBLIC_REGISTRY, url: proxy.url },
    {
      http: createHttpClient({ version: '1.0.0', random: () => 0 }),
      tokens: giving(token),
      fileSystem: nodeFileSystem,
      clock: systemClock,
      cacheDirectory: join(folder, 'cache'),
      cacheTtl,
      searchTtl: 60_000,
      offline: false,
      noCache: false,
    },
  );
}

describe('a real registry', () => {
  test('lists the versions, newest first, and answers 304 when nothing changed', async () => {
    const versions = await client().versions(TOOL);
    expect(versions.map(({ version }) => version)).toEqual(['1.1.0', '1.0.0']);
    expect(versions[0]).toMatchObject({
      tag: 'tool@1.1.0',
      path: 'tool',
      yanked: false,
      dependencies: new Map([['acme/base', '^1.0.0']]),
      archive: { url: expect.stringContaining('/versions/1.1.0/archive') },
    });
    expect(await client().versions(TOOL)).toEqual(versions);
    expect(await client(null, 0).versions(TOOL)).toEqual(versions);
    expect(proxy.requests.map(({ status }) => status)).toEqual([200, 304]);
  });

  test('R02: gives the archive, also over a line that cuts it twice', async () => {
    proxy.faults.push({ kind: 'truncate', afterBytes: 50, times: 2 });
    const archive = await client().archive(TOOL, '1.1.0' as Version);
    const paths: string[] = [];
    for await (const file of readArchive(archive ?? never())) paths.push(file.path);
    expect(paths.sort()).toEqual(['SKILL.md', 'run.sh']);
    expect(proxy.requests).toHaveLength(3);
  });

  test('has neither skill nor version that it does not have', async () => {
    await expect(client().versions('acme/none' as SkillId)).rejects.toMatchObject({
      code: 'SKILL_NOT_FOUND',
    });
    await expect(client().archive(TOOL, '9.0.0' as Version)).rejects.toMatchObject({
      code: 'SKILL_NOT_FOUND',
      message: expect.stringContaining('acme/tool@9.0.0'),
    });
  });

  test('knows a good token and refuses a wrong one', async () => {
    const token = await registry.createToken('acme');
    expect(await client(token, 0).versions(TOOL)).toHaveLength(2);
    expect(proxy.requests[0]).toMatchObject({ authorized: true, status: 200 });
    await expect(client('stk_not-a-known-token').versions(TOOL)).rejects.toMatchObject({
      code: 'TOKEN_INVALID',
      message: expect.stringContaining('does not know it'),
    });
  });
});

function never(): never {
  throw new Error('the registry keeps archives');
}
