import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pageProblems } from '../../helpers/pageProblems.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let upstream: RegistryHarness;
let mirror: RegistryHarness;

beforeAll(async () => {
  [upstream, mirror] = await Promise.all([startRegistryHarness(), startRegistryHarness()]);
  const text = (version: string) => `---
name: deploy
description: Deploys to clusters
metadata:
  version: "${version}"
---
# How ${version} deploys
`;
  await upstream.publishAll(
    ['1.0.0', '1.1.0', '1.2.0'].map((version) => ({
      account: 'acme',
      name: 'deploy',
      version,
      files: { 'SKILL.md': text(version) },
    })),
  );
  await mirror.operate('mirror', upstream.url);
  await mirror.ask('/api/skills/acme/deploy/versions');
}, 60_000);

afterAll(async () => await Promise.all([upstream.close(), mirror.close()]));

const page = async (path: string) => await mirror.ask(path, { headers: { accept: 'text/html' } });

test('a mirrored version is fetched when somebody reads it', async () => {
  const { status, text } = await page('/skills/acme/deploy/1.0.0');
  expect([status, pageProblems(text)]).toEqual([200, []]);
  expect(text).toContain('How 1.0.0 deploys');
  expect(upstream.requests.map(({ path }) => path)).toContain(
    '/api/skills/acme/deploy/versions/1.0.0',
  );
});

test('a page asks the upstream for nothing that is not mirrored already', async () => {
  upstream.requests.length = 0;
  expect((await page('/skills/acme/unknown')).status).toBe(404);
  expect((await page('/skills/acme/deploy/1.0.0')).status).toBe(200);
  expect(upstream.requests).toEqual([]);
});

test('a version whose text cannot be fetched has a page that says so, until it can', async () => {
  const { sql } = upstream.registry;
  await sql.schema.alterTable('versions').renameTo('hidden').execute();
  const without = await page('/skills/acme/deploy/1.1.0');
  await sql.schema.alterTable('hidden').renameTo('versions').execute();
  expect([without.status, pageProblems(without.text)]).toEqual([200, []]);
  expect(without.text).toContain('The text of this version is not here yet.');
  expect((await page('/skills/acme/deploy/1.1.0')).text).toContain('How 1.1.0 deploys');
});

test('the account of the upstream has a page', async () => {
  const { text } = await page('/skills/acme');
  expect(text).toContain('Account of the mirrored registry');
});
