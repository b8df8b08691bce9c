import { setTimeout as sleep } from 'node:timers/promises';
import { IndexRequest } from '../../../../src/protocol/indexSchemas.ts';
import { isWireErrorCode } from '../../../../src/protocol/wireError.ts';
import { accountToWriteFor, requireScope } from '../accounts/permissions.ts';
import type { IndexJobResult } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';
import type { Exchange, Handler } from '../http/Exchange.ts';
import { readBody } from '../http/readBody.ts';
import { enqueueJob, findJob, type IndexJob } from '../indexing/jobs.ts';
import type { Registry } from '../Registry.ts';

const LOOK_AGAIN_MS = 25;

/**
 * `POST /api/skills/index`: puts the tag in the queue, waits a little for it, and answers what became
 * of it, or where to ask.
 */
export const postIndex: Handler = async (exchange, registry) => {
  const caller = requireScope(exchange.get('caller'), 'publish');
  const body = await readBody(exchange, IndexRequest);
  const account = await accountToWriteFor(
    registry.sql,
    caller,
    body.account ?? caller.account.name,
  );
  const id = await enqueueJob(registry.sql, {
    accountId: account.id,
    actor: caller.account.name,
    request: {
      repository: registry.hosts.repositoryUrl(body.repository),
      tag: body.tag,
      skillPath: normalPath(body.skill_path),
      account: account.name,
      visibility: body.visibility ?? null,
    },
    now: registry.now(),
  });
  registry.indexer.wake();
  const job = await waitFor(registry, id);
  if (job.status === 'failed') throw refusalOf(job);
  if (job.result !== null) {
    return exchange.json(
      { data: indexedOf(exchange, registry, job.result) },
      job.result.created ? 201 : 200,
    );
  }
  exchange.header('Location', `/api/index/${id}`);
  exchange.header('Retry-After', '2');
  return exchange.json({ data: { id, status: 'queued' } }, 202);
};

/** `GET /api/index/{id}`: what became of a queued request. The id is its secret. */
export const getIndexJob: Handler = async (exchange, registry) => {
  const id = (exchange.req.param('id') ?? '').replaceAll('\0', '');
  const job = await findJob(registry.sql, id);
  if (job === undefined) throw new Refusal('NOT_FOUND', 'there is no such index request');
  exchange.header('Cache-Control', 'no-store');
  if (job.result !== null) {
    return exchange.json({ data: indexedOf(exchange, registry, job.result) });
  }
  const { status, error } = job;
  return exchange.json({ data: error === null ? { id, status } : { id, status, error } });
};

async function waitFor(registry: Registry, id: string): Promise<IndexJob> {
  const deadline = performance.now() + registry.settings.indexWaitMs;
  for (;;) {
    const job = await findJob(registry.sql, id);
    if (job === undefined) throw new Refusal('UNAVAILABLE', 'the index request was lost');
    const isOpen = job.status === 'queued' || job.status === 'running';
    if (!isOpen || performance.now() > deadline) return job;
    await sleep(LOOK_AGAIN_MS);
  }
}

function indexedOf(exchange: Exchange, registry: Registry, result: IndexJobResult) {
  const { account, name, version, warnings, unknownDependencies } = result;
  const base = registry.settings.publicUrl ?? new URL(exchange.req.url).origin;
  return {
    account,
    name,
    version,
    url: `${base}/skills/${account}/${name}/${version}`,
    status: 'indexed' as const,
    warnings,
    unknown_dependencies: unknownDependencies,
  };
}

function refusalOf({ error }: IndexJob): Refusal {
  const code = error !== null && isWireErrorCode(error.code) ? error.code : 'INTERNAL';
  return new Refusal(code, error?.message ?? 'indexing failed', {
    details: error?.details ?? undefined,
  });
}

/** `.`, `./a/`, `a` as '' or `a`. Throws `INVALID_REQUEST` for a path that leaves the repository. */
function normalPath(text: string): string {
  const segments = text.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (text.startsWith('/') || segments.includes('..')) {
    throw new Refusal('INVALID_REQUEST', `\`skill_path\`: \`${text}\` leaves the repository`);
  }
  return segments.join('/');
}
