import { sql } from 'kysely';
import type { Handler } from '../http/Exchange.ts';
import type { Registry } from '../Registry.ts';

/** `GET /metrics`: what this process counted, and how long the shared queue is, for Prometheus. */
export const getMetrics: Handler = async (exchange, registry) => {
  const { rss, heapUsed } = process.memoryUsage();
  const text = registry.metrics.text({
    process_resident_memory_bytes: rss,
    paks_registry_heap_used_bytes: heapUsed,
    paks_registry_index_jobs_open: await openJobs(registry),
  });
  return exchange.body(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
};

async function openJobs(registry: Registry): Promise<number> {
  const { total } = await registry.sql
    .selectFrom('index_jobs')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirstOrThrow();
  return total;
}
