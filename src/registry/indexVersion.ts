import type { Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { Clock } from '../io/clock.ts';
import type { HttpResponse } from '../io/HttpClient.ts';
import { backoff, parseRetryAfter } from '../io/httpRetry.ts';
import type { SkillId } from '../model/SkillId.ts';
import { ENDPOINTS, endpointUrl } from '../protocol/endpoints.ts';
import {
  IndexAnswer,
  IndexJobAnswer,
  type WireIndexed,
  type WireIndexJobAnswer,
  type WireIndexRequest,
} from '../protocol/indexSchemas.ts';
import { readAnswer } from '../protocol/readAnswer.ts';
import { indexRefusal } from './indexRefusal.ts';
import type { IndexedVersion, TaggedRelease } from './TaggedRelease.ts';

/** How a registry is asked, with the token. */
export interface IndexConversation {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** The method is POST where there is a body; repeating either is harmless. */
  readonly ask: (url: string, body?: string) => Promise<HttpResponse>;
  /** Any other failed answer as an error. */
  readonly failure: (response: HttpResponse, body: string) => PaksError;
}

const DEADLINE = 5 * 60_000;
const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 10_000;

/**
 * Has a registry index a tag, and waits for it where that takes longer. Doing it twice is harmless.
 * Throws `VERSION_EXISTS`, `NOT_INDEXED` (with the registry's code in `data.answer`),
 * `AUTH_REQUIRED`, `FORBIDDEN` or a network code.
 */
export async function indexVersion(
  release: TaggedRelease,
  conversation: IndexConversation,
): Promise<IndexedVersion> {
  const { registry, ask, failure } = conversation;
  const { repository, tag, directory, account } = release;
  const request: WireIndexRequest = {
    repository,
    tag,
    skill_path: directory === '' ? '.' : directory,
    ...(account === null ? {} : { account }),
  };
  const url = endpointUrl(registry.url, ENDPOINTS.index);
  const response = await ask(url, JSON.stringify(request));
  const body = await response.text();
  if (response.status < 200 || response.status > 202) {
    throw indexRefusal({ registry, release, body }) ?? failure(response, body);
  }
  const { data } = readAnswer(IndexAnswer, body, url);
  if (data.status === 'indexed') return indexedOf(data, response.status === 201);
  return await poll(jobUrl(registry, response, url), release, conversation);
}

async function poll(
  url: string,
  release: TaggedRelease,
  { registry, clock, signal, ask, failure }: IndexConversation,
): Promise<IndexedVersion> {
  const deadline = clock.now() + DEADLINE;
  let asked: number | null = null;
  for (let attempt = 0; clock.now() < deadline; attempt++) {
    const wait = asked ?? SHORTEST_WAIT + backoff(attempt, 0.5);
    await clock.sleep(Math.min(LONGEST_WAIT, wait), signal);
    const response = await ask(url);
    const body = await response.text();
    if (response.status !== 200) throw failure(response, body);
    const { data }: WireIndexJobAnswer = readAnswer(IndexJobAnswer, body, url);
    if (data.status === 'indexed') return indexedOf(data, true);
    if (data.status === 'failed') {
      const wire = JSON.stringify({ error: data.error });
      throw indexRefusal({ registry, release, body: wire }) ?? failure(response, wire);
    }
    asked = parseRetryAfter(response.header('retry-after'), clock.now());
  }
  throw new PaksError('NETWORK_TIMEOUT', {
    message: `registry \`${registry.name}\` has not indexed tag \`${release.tag}\` in ${DEADLINE / 60_000} minutes`,
    hint: 'it may still do so: look again later',
    data: { registry: registry.name, url },
  });
}

/** The address to ask again, which has to be the registry's own: the token goes there. */
function jobUrl(registry: Registry, response: HttpResponse, from: string): string {
  const location = response.header('location') ?? '';
  const url = URL.canParse(location, from) ? new URL(location, from) : null;
  if (location !== '' && url?.origin === new URL(registry.url).origin) return url.href;
  throw new PaksError('REGISTRY_ANSWER_INVALID', {
    message: `\`${from}\` did not say where to ask for the outcome`,
    hint: `check the address of registry \`${registry.name}\`: it is \`${registry.url}\``,
  });
}

function indexedOf(data: WireIndexed, created: boolean): IndexedVersion {
  return {
    id: `${data.account}/${data.name}` as SkillId,
    version: data.version,
    url: data.url,
    created,
    warnings: data.warnings,
    unknownDependencies: data.unknown_dependencies,
  };
}
