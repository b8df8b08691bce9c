import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tidy } from '../../../packages/registry/src/housekeeping.ts';
import { SERVER_VERSION } from '../../../packages/registry/src/version.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;

beforeAll(async () => {
  registry = await startRegistryHarness();
  await registry.publish({ account: 'acme', name: 'deploy', version: '1.0.0' });
}, 60_000);

afterAll(async () => await registry.close());

describe('a running server', () => {
  test('says its version and that it is ready', async () => {
    const health = await registry.ask('/api/health');
    expect(health.json.data).toEqual({ status: 'ok', version: SERVER_VERSION });
    expect((await registry.ask('/api/ready')).status).toBe(200);
  });

  test('counts requests by endpoint, not by what clients write', async () => {
    await registry.ask('/api/skills/acme/deploy/versions');
    await registry.ask('/api/skills/acme/secret-project/versions');
    await registry.ask('/api/nowhere');
    const { text } = await registry.ask('/metrics');
    expect(text).toContain(
      'paks_registry_requests_total{method="GET",route="/api/skills/{account}/{name}/versions",status="404"} 1',
    );
    expect(text).toContain(
      'paks_registry_requests_total{method="GET",route="none",status="404"} 1',
    );
    expect(text).toContain('paks_registry_index_attempts_total{outcome="indexed"} 1');
    expect(text).toMatch(/^paks_registry_index_jobs_open 0$/m);
    expect(text).not.toContain('secret-project');
  });

  test('logs each request as one record', async () => {
    registry.log.length = 0;
    await registry.ask('/api/skills?q=x');
    expect(registry.log).toEqual([
      expect.objectContaining({
        level: 'info',
        event: 'request',
        method: 'GET',
        path: '/api/skills?q=x',
        status: 200,
      }),
    ]);
  });

  test('says it is not ready, and why in its log only, when the database fails', async () => {
    const broken = await startRegistryHarness();
    await broken.registry.sql.destroy();
    const ready = await broken.ask('/api/ready');
    expect([ready.status, ready.json.data.status]).toEqual([503, 'unavailable']);
    const failed = await broken.ask('/api/skills');
    expect([failed.status, failed.json.error.code]).toEqual([500, 'INTERNAL']);
    expect(failed.text).not.toMatch(/destroy|driver|stack/);
    expect(broken.log.find(({ event }) => event === 'request.failed')).toBeDefined();
    expect((await broken.ask('/api/health')).status).toBe(200);
    await broken.close().catch(() => undefined);
  }, 60_000);

  test('removes what no longer counts, and nothing else', async () => {
    const parts = registry.registry;
    await registry.ask('/api/skills/acme/deploy/versions/1.0.0/archive');
    await tidy(parts);
    const count = async () =>
      (await parts.sql.selectFrom('download_marks').selectAll().execute()).length +
      (await parts.sql.selectFrom('index_jobs').selectAll().execute()).length;
    expect(await count()).toBe(2);
    const later = new Date(Date.now() + 8 * 24 * 3_600_000);
    await tidy({ ...parts, now: () => later });
    expect(await count()).toBe(0);
    expect((await registry.ask('/api/skills/acme/deploy')).json.data.downloads).toBe(1);
  });
});
