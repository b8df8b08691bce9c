import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeGitRepository } from '../../helpers/gitRepository.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;
let token: string;

beforeAll(async () => {
  registry = await startRegistryHarness({ indexWaitMs: 0 });
  token = await registry.createToken('acme');
  const repository = await makeGitRepository(registry.host.root, 'skills');
  const text = '---\nname: deploy\ndescription: Tests\nversion: "1.0.0"\n---\n';
  await repository.commit({ 'deploy/SKILL.md': text }, { tags: ['v1.0.0'] });
}, 60_000);

afterAll(async () => await registry.close());

const MOST_POLLS = 200;

const index = async (tag: string) => {
  registry.host.configure({ delay: 100 });
  const asked = await registry.ask('/api/skills/index', {
    token,
    body: { repository: `${registry.host.url}/skills.git`, tag, skill_path: 'deploy' },
  });
  expect(asked.status).toBe(202);
  expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(0);
  const location = asked.headers.get('location') ?? '';
  expect(location).toBe(`/api/index/${asked.json.data.id}`);
  return { first: asked.json.data.status, location };
};
const pollToTheEnd = async (location: string) => {
  for (let poll = 0; poll < MOST_POLLS; poll++) {
    const { status, headers, json } = await registry.ask(location);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    if (!['queued', 'running'].includes(json.data.status)) return json.data;
    await sleep(25);
  }
  throw new Error('the request never ended');
};

describe('an index request that takes long', () => {
  test('is 202, and its Location tells in the end what was indexed', async () => {
    const { first, location } = await index('v1.0.0');
    expect(first).toBe('queued');
    expect(await pollToTheEnd(location)).toMatchObject({
      account: 'acme',
      name: 'deploy',
      version: '1.0.0',
      status: 'indexed',
    });
    expect((await registry.ask('/api/skills/acme/deploy/versions')).json.data).toHaveLength(1);
  });

  test('is 202, and its Location tells in the end why it was refused', async () => {
    const { location } = await index('v9.9.9');
    expect(await pollToTheEnd(location)).toMatchObject({
      status: 'failed',
      error: { code: 'TAG_NOT_FOUND' },
    });
  });
});
