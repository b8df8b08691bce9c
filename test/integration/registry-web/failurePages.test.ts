import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pageProblems } from '../../helpers/pageProblems.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;

beforeAll(async () => {
  registry = await startRegistryHarness();
}, 60_000);

afterAll(async () => await registry.close());

test('a failure of the server is a page that says nothing of its cause but where to find it', async () => {
  const { sql } = registry.registry;
  await sql.schema.alterTable('skills').renameTo('hidden').execute();
  const answer = await registry.ask('/skills/acme/deploy', { headers: { accept: 'text/html' } });
  await sql.schema.alterTable('hidden').renameTo('skills').execute();
  const failed = registry.log.find(({ event }) => event === 'request.failed');
  expect(answer.status).toBe(500);
  expect(pageProblems(answer.text)).toEqual([]);
  expect(answer.text).toContain(String(failed?.['request']));
  expect(answer.text).not.toMatch(/relation|select/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a bad token is refused with a page to a browser, its status and headers kept', async () => {
  const headers = { accept: 'text/html', authorization: 'Bearer stk_of-nobody' };
  const answer = await registry.ask('/skills', { headers });
  expect(answer.status).toBe(401);
  expect(answer.text).toContain('That token is not known');
});

test('a method that no page knows is refused', async () => {
  const answer = await registry.ask('/skills', {
    method: 'POST',
    headers: { accept: 'text/html' },
  });
  expect(answer.status).toBe(404);
  expect(pageProblems(answer.text)).toEqual([]);
});

test('a HEAD is answered like a GET, without the page', async () => {
  const headers = { accept: 'text/html' };
  const answer = await registry.ask('/skills', { method: 'HEAD', headers });
  expect([answer.status, answer.text]).toEqual([200, '']);
  expect(answer.headers.get('etag')).not.toBeNull();
});
