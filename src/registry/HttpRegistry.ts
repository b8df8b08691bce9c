import { requireToken } from '../auth/requireToken.ts';
import { authRequired } from '../auth/tokenProblems.ts';
import type { TokenSource } from '../auth/tokens.ts';
import type { Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { Clock } from '../io/clock.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { HttpClient, HttpResponse } from '../io/HttpClient.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import type { Version } from '../model/Range.ts';
import { qualifiedName, type SkillId } from '../model/SkillId.ts';
import {
  ENDPOINTS,
  endpointUrl,
  type SearchQuery,
  searchPath,
  skillPath,
  versionPath,
  versionsPath,
} from '../protocol/endpoints.ts';
import { HealthAnswer } from '../protocol/accountSchemas.ts';
import { readAnswer } from '../protocol/readAnswer.ts';
import { YankAnswer } from '../protocol/versionSchemas.ts';
import { readWireError } from '../protocol/wireError.ts';
import { indexVersion } from './indexVersion.ts';
import type { IndexedVersion, TaggedRelease } from './TaggedRelease.ts';
import {
  forgetAnswers,
  type MetadataCache,
  openMetadataCache,
  searchKey,
  skillKey,
} from './metadataCache.ts';
import { readSearchPage, readSkillRecord } from './readSkillRecord.ts';
import { readVersion, readVersions } from './readVersions.ts';
import { refuseEcho } from './refuseEcho.ts';
import type { RegistryClient, YankChange } from './RegistryClient.ts';
import { missingVersion, registryFailure } from './registryFailure.ts';
import { type Question, type Remembering, rememberedAnswer } from './rememberedAnswer.ts';
import type { ListedVersion, SearchPage, SkillRecord, VersionRecord } from './SkillRecord.ts';

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
  /** The same for what a search found. */
  readonly searchTtl: number;
  /** True: answers come from the cache, however old. */
  readonly offline: boolean;
  /** True: an answer in the cache is used however old; one that is not there is asked for. */
  readonly preferOffline?: boolean | undefined;
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

  versions(id: SkillId): Promise<readonly ListedVersion[]> {
    return this.#listVersions(id, this.#cacheUse());
  }

  async skill(id: SkillId): Promise<SkillRecord> {
    requireQualified(id);
    const url = endpointUrl(this.#registry.url, skillPath(id));
    const read = (body: string) => readSkillRecord(body, id, url);
    const question = { key: skillKey(id), ttl: this.#options.cacheTtl, read };
    return this.#remembered(question, { url, subject: id, use: this.#cacheUse() });
  }

  async version(id: SkillId, version: Version): Promise<VersionRecord> {
    requireQualified(id);
    const url = endpointUrl(this.#registry.url, versionPath(id, version));
    const read = (body: string) => readVersion(body, { version, registry: this.#registry }, url);
    const question = { key: skillKey(id, version), ttl: this.#options.cacheTtl, read };
    const subject = `${id}@${version}`;
    return this.#remembered(question, { url, subject, use: this.#cacheUse() });
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    const path = searchPath(query);
    const url = endpointUrl(this.#registry.url, path);
    const read = (body: string) => readSearchPage(body, url);
    const question = { key: searchKey(path), ttl: this.#options.searchTtl, read };
    return this.#remembered(question, { url, subject: 'the search', use: this.#cacheUse() });
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

  async health(): Promise<string> {
    const url = endpointUrl(this.#registry.url, ENDPOINTS.health);
    const response = await this.#ask(url, {
      headers: { accept: 'application/json' },
      authorization: undefined,
      maxBytes: INPUT_LIMITS.jsonAnswerBytes,
    });
    const body = await response.text();
    if (response.status !== 200) throw this.#failure(response, body, 'its health');
    return readAnswer(HealthAnswer, body, url).data.version;
  }

  async setYanked(id: SkillId, version: Version, change: YankChange): Promise<boolean> {
    requireQualified(id);
    const { yanked, reason } = change;
    const token = await requireToken(this.#options.tokens, this.#registry);
    const access = await this.#getAccess();
    const listed = await this.#listVersions(id, 'never');
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
        authorization: `Bearer ${token}`,
        maxBytes: INPUT_LIMITS.jsonAnswerBytes,
      },
    );
    const body = await response.text();
    if (response.status !== 200) throw this.#failure(response, body, `${id}@${version}`);
    readAnswer(YankAnswer, body, response.url);
    const cached = access.cache.read(id);
    if (cached !== null) access.cache.write(id, { ...cached, confirmedAt: LONG_AGO });
    return true;
  }

  async index(release: TaggedRelease): Promise<IndexedVersion> {
    const { tokens, clock, signal, fileSystem, cacheDirectory } = this.#options;
    const token = await requireToken(tokens, this.#registry);
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const indexed = await indexVersion(release, {
      registry: this.#registry,
      clock,
      signal,
      ask: async (url, body) =>
        await this.#ask(url, {
          ...(body === undefined ? {} : { method: 'POST', body }),
          headers,
          authorization: `Bearer ${token}`,
          maxBytes: INPUT_LIMITS.jsonAnswerBytes,
          idempotent: true,
        }),
      failure: (response, body) => this.#failure(response, body, release.tag),
    });
    forgetAnswers(fileSystem, cacheDirectory, indexed.id);
    return indexed;
  }

  async #listVersions(id: SkillId, use: Remembering['use']): Promise<readonly ListedVersion[]> {
    requireQualified(id);
    const url = endpointUrl(this.#registry.url, versionsPath(id));
    const read = (body: string) => readVersions(body, this.#registry, url);
    const question = { key: id, ttl: this.#options.cacheTtl, read };
    return this.#remembered(question, { url, subject: id, use });
  }

  #cacheUse(): Remembering['use'] {
    const { offline, preferOffline, noCache } = this.#options;
    if (offline) return 'only';
    if (preferOffline === true) return 'stale';
    return noCache ? 'never' : 'fresh';
  }

  async #remembered<Value>(question: Question<Value>, about: Asked): Promise<Value> {
    const { token, authorization, cache } = await this.#getAccess();
    const { url, subject, use } = about;
    const maxBytes = INPUT_LIMITS.jsonAnswerBytes;
    return await rememberedAnswer(question, {
      cache,
      clock: this.#options.clock,
      use,
      ask: (headers) => this.#ask(url, { headers, authorization, maxBytes }),
      check: (body) => refuseEcho(body, token, url),
      failure: (response, body) => this.#failure(response, body, subject),
      notCached: () => notCached(subject, this.name),
    });
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
    const isNeeded = this.#registry.authRequired && !offline;
    const token = await tokens.tokenFor(this.#registry, isNeeded ? 'required' : 'welcome');
    if (token === null && isNeeded) throw authRequired(this.#registry);
    const scope = { registryUrl: this.#registry.url, token };
    return {
      token,
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
  readonly token: string | null;
  readonly authorization: string | undefined;
  readonly cache: MetadataCache;
}

/** What a question is about and where it goes. */
interface Asked {
  readonly url: string;
  readonly subject: string;
  readonly use: Remembering['use'];
}

interface AskOptions {
  readonly method?: 'GET' | 'POST' | undefined;
  readonly body?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly maxBytes: number;
  readonly idempotent?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
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

/** A skill is quoted; a search is not called by a name. */
function notCached(subject: string, registry: string): PaksError {
  const asked = subject.includes('/') ? `\`${subject}\`` : subject;
  return new PaksError('OFFLINE', {
    message: `what registry \`${registry}\` answers for ${asked} is not cached, and Paks is offline`,
    hint: 'run the command once without `--offline` (or `PAKS_OFFLINE`)',
    data: { skill: subject, registry },
  });
}
