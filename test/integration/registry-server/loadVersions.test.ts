import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadVersionsFrom } from '../../../packages/registry/src/caches/loadVersions.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let harness: RegistryHarness;

beforeAll(async () => {
  harness = await startRegistryHarness();
  const releases = Array.from({ length: 150 }, (_, index) => `skill-${index}`);
  await harness.publishAll(releases.map((name) => ({ account: 'acme', name, version: '1.0.0' })));
}, 60_000);

afterAll(async () => await harness.close());

test('a crowd that asks for many skills at once gets each its own answer', async () => {
  const load = loadVersionsFrom(harness.registry.sql);
  const names = [...Array(150).keys(), ...Array(150).keys()].map((index) => `skill-${index}`);
  const entries = await Promise.all(names.map((name) => load(`acme/${name}`)));
  for (const [index, entry] of entries.entries()) {
    expect(Buffer.from(entry?.body ?? []).toString()).toContain(`/acme/${names[index]}/versions/`);
  }
  expect(await Promise.all([load('acme/none'), load('other/skill-1')])).toEqual([null, null]);
});

test('a failure is told to all who wait, and the next one asks anew', async () => {
  const load = loadVersionsFrom(harness.registry.sql);
  const bad = await Promise.allSettled([load('acme/skill-1'), load('acme/\0'), load('acme/\0')]);
  expect(bad.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect((await load('acme/skill-1'))?.visibility).toBe('public');
});
