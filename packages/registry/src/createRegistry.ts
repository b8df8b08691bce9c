import type { GitClient } from '../../../src/git/GitClient.ts';
import { localChangeFeed, sharedChangeFeed } from './caches/ChangeFeed.ts';
import { loadVersionsFrom } from './caches/loadVersions.ts';
import { SearchCache } from './caches/SearchCache.ts';
import { VersionsCache } from './caches/VersionsCache.ts';
import type { Database } from './database/openDatabase.ts';
import { AllowedHosts } from './fetching/AllowedHosts.ts';
import { GuardedHttp } from './fetching/GuardedHttp.ts';
import { gitOver } from './fetching/gitOver.ts';
import { readTagMessage } from './fetching/readTagMessage.ts';
import { Indexer } from './indexing/Indexer.ts';
import { RateLimiter } from './limits/RateLimiter.ts';
import type { Log } from './Log.ts';
import { Mirror } from './mirror/Mirror.ts';
import { Metrics } from './metrics/Metrics.ts';
import { openApiDocument } from './openApi.ts';
import { routes } from './routes.ts';
import type { Registry } from './Registry.ts';
import type { SkillPage } from './search/SkillPage.ts';
import type { Settings } from './Settings.ts';

/** What a registry is built on; `openGit` and `now` only where a test brings its own. */
export interface RegistryParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly log: Log;
  readonly openGit?: (() => GitClient) | undefined;
  readonly now?: (() => Date) | undefined;
}

const VERSIONS_CACHE_BYTES = 128 * 1024 * 1024;

/** Puts the parts of one server process together over a migrated database. Nothing runs yet. */
export function createRegistry(parts: RegistryParts): Registry {
  const { database, settings, log } = parts;
  const hosts = new AllowedHosts(settings.allowedHosts, settings.privateHosts);
  const changes = database.kind === 'embedded' ? localChangeFeed() : sharedChangeFeed(database.sql);
  const http = new GuardedHttp(hosts);
  const now = parts.now ?? (() => new Date());
  const versions = new VersionsCache(changes, loadVersionsFrom(database.sql), VERSIONS_CACHE_BYTES);
  const base = {
    database,
    sql: database.sql,
    settings,
    log,
    hosts,
    changes,
    readTagMessage: (url: string, tag: string) => readTagMessage(http, url, tag),
    openGit: parts.openGit ?? (() => gitOver(http)),
    now,
    metrics: new Metrics(),
    mirror: new Mirror({ sql: database.sql, now, log, changes }, settings.upstreamToken),
    openApi: JSON.stringify(openApiDocument(routes)),
    limiter: new RateLimiter(database.sql, now),
    versions,
    searches: new SearchCache<SkillPage>(() => versions.epoch(), now),
  };
  const registry: Registry = { ...base, indexer: new Indexer(() => registry) };
  return registry;
}
