import type { Kysely } from 'kysely';
import type { GitClient } from '../../../src/git/GitClient.ts';
import type { ChangeFeed } from './caches/ChangeFeed.ts';
import type { SearchCache } from './caches/SearchCache.ts';
import type { VersionsCache } from './caches/VersionsCache.ts';
import type { Database } from './database/openDatabase.ts';
import type { Tables } from './database/tables.ts';
import type { AllowedHosts } from './fetching/AllowedHosts.ts';
import type { IndexWorker } from './indexing/IndexWorker.ts';
import type { RateLimiter } from './limits/RateLimiter.ts';
import type { Log } from './Log.ts';
import type { Mirror } from './mirror/Mirror.ts';
import type { Metrics } from './metrics/Metrics.ts';
import type { SkillPage } from './search/SkillPage.ts';
import type { Settings } from './Settings.ts';

/** Everything the parts of a server share. One per process. */
export interface Registry {
  readonly database: Database;
  readonly sql: Kysely<Tables>;
  readonly settings: Settings;
  /** A git client for one index request: what it remembers ends with it. */
  readonly openGit: () => GitClient;
  /** What an annotated tag says; see `fetching/readTagMessage.ts`. */
  readonly readTagMessage: (url: string, tag: string) => Promise<string | null>;
  readonly hosts: AllowedHosts;
  readonly indexer: IndexWorker;
  readonly limiter: RateLimiter;
  /** The text of `GET /api/openapi.json`. */
  readonly openApi: string;
  readonly changes: ChangeFeed;
  readonly versions: VersionsCache;
  /** What searches found that nobody was signed in for. */
  readonly searches: SearchCache<SkillPage>;
  readonly metrics: Metrics;
  readonly mirror: Mirror;
  readonly now: () => Date;
  readonly log: Log;
}
