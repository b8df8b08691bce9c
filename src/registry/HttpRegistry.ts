import type { TokenSource } from '../auth/tokens.ts';
import type { Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { Clock } from '../io/clock.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { HttpClient, HttpResponse } from '../io/HttpClient.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import type { Version } from '../model/Range.ts';
import { qualifiedName, type SkillId } from '../model/SkillId.ts';
import { endpointUrl, versionPath, versionsPath } from '../protocol/endpoints.ts';
import { readAnswer } from '../protocol/readAnswer.ts';
import { YankAnswer } from '../protocol/versionSchemas.ts';
import { readWireError } from '../protocol/wireError.ts';
import { freshnessOf, mayStore } from './freshness.ts';
import { type CachedAnswer, type MetadataCache, openMetadataCache } from './metadataCache.ts';
import { readVersions } from './readVersions.ts';
import type { RegistryClient, RegistryVersion, YankChange } from './RegistryClient.ts';
import { authRequired, missingVersion, registryFailure } from './registryFailure.ts';

/** What a registry's client works with. */
export interface HttpRegistryOptions {
  readonly http: HttpClient;
  readonly tokens: TokenSource;
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** Where answers are kept. */
  readonly cacheDirectory: string;
  /** Milliseconds for which an answer is used without asking, at most. */
  readonly cacheTtl: number;
  /** True: answers come from the cache, however old. */
  readonly offline: boolean;
  /** True: the cache is written but not read. */
  readonly noCache: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Codes that say a skill or version is not there, as opposed to its archive. */
const MISSING = new Set(['SKILL_NOT_FOUND', 'VERSION_NOT_FOUND']);
/** Statuses by which a registry says that it serves no archives. */
const NO_ARCHIVES = new Set([404, 405, 410, 501]);

/** When an answer counts as confirmed that is to be asked for again. */
const LONG_AGO = 0;

/** A registry over HTTP, as `docs/spec/registry-protocol.md` describes it. */
export class HttpRegistry implements RegistryClient {
  readonly name: string;
  readonly #registry: Registry;
  readonly #options: HttpRegistryOptions;
  #access: Promise<Access> | undefined;

  constructor(registry: Registry, options: HttpRegistryOptions) {
    this.name = registry.name;
    this.#registry = registry;
    this.#options = options;
  }

  async versions(id: SkillId): Promise<readonly RegistryVersion[]> {
    requireQualified(id);
    const { offline, noCache, clock, cacheTtl } = this.#options;
    const access = await this.#getAccess();
    const cached = offline || !noCache ? this.#readCache(access.cache, id) : null;
    if (cached !== null && (offline || isFresh(cached.answer, clock.now(), cacheTtl))) {
      return cached.versions;
    }
    if (offline) throw notCached(id, this.name);
    return await this.#askVersions(id, access, cached);
  }

  async archive(
    id: SkillId,
    version: Version,
    signal = this.#options.signal,
  ): Promise<AsyncIterable<Uint8Array> | null> {
    requireQualified(id);
    const { authorization } = await this.#getAccess();
    const url = endpointUrl(this.#registry.url, versionPath(id, version, 'archive'));
    const response = await this.#ask(url, {
      headers: { accept: 'application/gzip' },
      authorization,
      maxBytes: INPUT_LIMITS.archiveBytes,
      signal,
    });
    if (response.status === 200) return oneChunk(await readGzip(response, url));
    const body = await response.text();
    const missing = MISSING.has(readWireError(body)?.code ?? '');
    if (NO_ARCHIVES.has(response.status) && !missing) return null;
    throw this.#failure(response, body, `${id}@${version}`);
  }

  async setYanked(id: SkillId, version: Version, change: YankChange): Promise<boolean> {
    requireQualified(id);
    const { yanked, reason } = change;
    const access = await this.#getAccess();
    const { authorization, cache } = access;
    if (authorization === undefined) throw authRequired(this.#registry, 'must know who you are');
    const listed = await this.#askVersions(id, access, null);
    const known = listed.find((entry) => entry.version === version);
    if (known === undefined) throw missingVersion(id, version, listed, this.name);
    if (known.yanked === yanked) return false;
    const endpoint = yanked ? 'yank' : 'unyank';
    const response = await this.#ask(
      endpointUrl(this.#registry.url, versionPath(id, version, endpoint)),
      {
        method: 'POST',
        body: reason === null ? undefined : JSON.stringify({ reason }),
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        authorization,
        maxBytes: INPUT_LIMITS.jsonAnswerBytes,
      },
    );
    const body = await response.text();
    if (response.status !== 200) throw this.#failure(response, body, `${id}@${version}`);
    readAnswer(YankAnswer, body, response.url);
    const cached = cache.read(id);
    if (cached !== null) cache.write(id, { ...cached, confirmedAt: LONG_AGO });
    return true;
  }

  async #askVersions(
    id: SkillId,
    { authorization, cache }: Access,
    cached: Cached | null,
  ): Promise<readonly RegistryVersion[]> {
    const url = endpointUrl(this.#registry.url, versionsPath(id));
    const etag = cached?.answer.etag ?? null;
    const headers = {
      accept: 'application/json',
      ...(etag === null ? {} : { 'if-none-match': etag }),
    };
    const maxBytes = INPUT_LIMITS.jsonAnswerBytes;
    const response = await this.#ask(url, { headers, authorization, maxBytes });
    const body = await response.text();
    const confirmedAt = this.#options.clock.now();
    const cacheControl = response.header('cache-control');
    const maxAge = freshnessOf(cacheControl);
    if (response.status === 304 && cached !== null) {
      const keep = maxAge ?? cached.answer.maxAge;
      cache.write(id, { ...cached.answer, confirmedAt, maxAge: keep });
      return cached.versions;
    }
    if (response.status !== 200) throw this.#failure(response, body, id);
    const versions = readVersions(body, this.#registry, url);
    const answer = { body, etag: response.header('etag'), confirmedAt };
    if (mayStore(cacheControl)) cache.write(id, { ...answer, maxAge });
    return versions;
  }

  #readCache(cache: MetadataCache, id: SkillId): Cached | null {
    const answer = cache.read(id);
    if (answer === null) return null;
    try {
      const url = endpointUrl(this.#registry.url, versionsPath(id));
      return { answer, versions: readVersions(answer.body, this.#registry, url) };
    } catch {
      return null;
    }
  }

  async #ask(url: string, options: AskOptions): Promise<HttpResponse> {
    return await this.#options.http.request({
      signal: this.#options.signal,
      ...options,
      url,
      whole: true,
      insecure: this.#registry.insecure,
    });
  }

  #getAccess(): Promise<Access> {
    this.#access ??= this.#openAccess();
    return this.#access;
  }

  async #openAccess(): Promise<Access> {
    const { tokens, fileSystem, cacheDirectory, offline } = this.#options;
    const token = await tokens.tokenFor(this.#registry);
    if (token === null && this.#registry.authRequired && !offline)
      throw authRequired(this.#registry);
    const scope = { registryUrl: this.#registry.url, token };
    return {
      authorization: token === null ? undefined : `Bearer ${token}`,
      cache: openMetadataCache(fileSystem, cacheDirectory, scope),
    };
  }

  #failure(response: HttpResponse, body: string, subject: string): PaksError {
    return registryFailure({
      registry: this.#registry,
      subject,
      status: response.status,
      url: response.url,
      body,
      retryAfter: response.header('retry-after'),
    });
  }
}

/** With what right a registry is asked, and where that right's answers are kept. */
interface Access {
  readonly authorization: string | undefined;
  readonly cache: MetadataCache;
}

interface Cached {
  readonly answer: CachedAnswer;
  readonly versions: readonly RegistryVersion[];
}

interface AskOptions {
  readonly method?: 'GET' | 'POST' | undefined;
  readonly body?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

function isFresh({ confirmedAt, maxAge }: CachedAnswer, now: number, ttl: number): boolean {
  const age = now - confirmedAt;
  return age >= 0 && age < Math.min(ttl, maxAge ?? ttl);
}

/** The archive's bytes; what is no gzip is a sign-in page or a proxy's message. */
async function readGzip(response: HttpResponse, url: string): Promise<Uint8Array> {
  const bytes = await response.bytes();
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return bytes;
  throw new PaksError('REGISTRY_ANSWER_INVALID', {
    message: `\`${url}\` answered with something that is no gzip archive`,
    hint: 'check the address of the registry; a proxy or sign-in page may answer in its place',
    data: { url, contentType: response.header('content-type') },
  });
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function requireQualified(id: SkillId): void {
  if (qualifiedName(id) !== null) return;
  throw new PaksError('SKILL_NOT_FOUND', {
    message: `\`${id}\` is not in any registry: skills there are called \`account/name\``,
    hint: `write the account too, or say where \`${id}\` is with \`git\` or \`path\``,
  });
}

function notCached(id: SkillId, registry: string): PaksError {
  return new PaksError('OFFLINE', {
    message: `what registry \`${registry}\` knows of \`${id}\` is not cached, and Paks is offline`,
    hint: 'run the command once without `--offline` (or `PAKS_OFFLINE`)',
    data: { skill: id, registry },
  });
}
