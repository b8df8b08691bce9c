import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { WireVersionFile } from '../../../../src/protocol/versionSchemas.ts';
import type { WireError } from '../../../../src/protocol/wireError.ts';

type Written<Value> = ColumnType<Value, Value | undefined, Value>;

/** A user, an organisation that users belong to, or a name of the mirrored registry. */
export interface AccountTable {
  id: Generated<number>;
  name: string;
  kind: 'user' | 'organisation' | 'mirror';
  display_name: Written<string | null>;
  email: Written<string | null>;
  avatar_url: Written<string | null>;
  status: Written<'active' | 'suspended'>;
  created_at: Date;
  /** The upstream's URL; null for this registry's own names. */
  mirrored_from: Written<string | null>;
}

/** What a user may do in an organisation. */
export interface MembershipTable {
  organisation_id: number;
  user_id: number;
  role: 'owner' | 'publisher' | 'reader';
}

/** A bearer token; `hash` is the sha256 of its text, which is stored nowhere. */
export interface TokenTable {
  id: Generated<number>;
  account_id: number;
  hash: string;
  label: string;
  scopes: string[];
  created_at: Date;
  expires_at: Written<Date | null>;
  revoked_at: Written<Date | null>;
}

/** One skill with what lists and pages show of its latest version. */
export interface SkillTable {
  id: Generated<number>;
  account_id: number;
  account: string;
  name: string;
  visibility: Written<'public' | 'private'>;
  latest: string;
  description: string;
  license: string | null;
  repository: string;
  homepage: string | null;
  author_name: string | null;
  author_url: string | null;
  keywords: string[];
  categories: string[];
  versions_count: number;
  downloads: Written<number>;
  created_at: Date;
  updated_at: Date;
  search: Written<string | null>;
}

/** Every word that a skill's name, keywords or description holds: what a mistyped one may mean. */
export interface SearchWordTable {
  word: string;
}

/** The ready answer of `GET …/versions`, rewritten by every write to the skill. */
export interface VersionsDocumentTable {
  skill_id: number;
  body: string;
  etag: string;
}

/** One immutable version; only `yanked` ever changes. */
export interface VersionTable {
  id: Generated<number>;
  skill_id: number;
  version: string;
  published_at: Date;
  yanked: Written<boolean>;
  dependencies: JSONColumnType<Record<string, string>>;
  repository: string;
  tag: string;
  commit_id: string;
  skill_path: string;
  integrity: string;
  archive_integrity: string;
  archive_size: number;
  size: number;
  file_count: number;
  license: string | null;
  changelog: string | null;
  files: JSONColumnType<WireVersionFile[]>;
  readme: string;
}

/** The bytes of an archive, by its sha512 and in pieces, so that any process can stream it. */
export interface ArchivePieceTable {
  integrity: string;
  position: number;
  bytes: Uint8Array;
}

/** The one row that orders all writes; see `changes`. */
export interface RegistryStateTable {
  id: number;
  revision: number;
  /** Hashes the addresses of downloaders, so that none is stored. */
  secret: string;
}

/** Which skill each revision touched: how processes learn what their caches may no longer hold. */
export interface ChangeTable {
  revision: number;
  skill_id: number;
}

/** Who did what; append-only. */
export interface AuditTable {
  id: Generated<number>;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  details: JSONColumnType<Record<string, unknown>>;
}

/** A request to index a tag, kept until some process has finished it. */
export interface IndexJobTable {
  id: string;
  account_id: number;
  actor: string;
  request: JSONColumnType<IndexJobRequest>;
  status: Written<'queued' | 'running' | 'indexed' | 'failed'>;
  attempts: Written<number>;
  created_at: Date;
  run_after: Date;
  /** While running: another process may take over after this time. */
  lease_until: Written<Date | null>;
  result: JSONColumnType<IndexJobResult | null, string | null, string | null>;
  error: JSONColumnType<WireError | null, string | null, string | null>;
}

/** What was asked, after its fields were checked. */
export interface IndexJobRequest {
  readonly repository: string;
  readonly tag: string;
  readonly skillPath: string;
  readonly account: string;
  readonly visibility: 'public' | 'private' | null;
}

/** What came of it. `created` is false where that very content was there before. */
export interface IndexJobResult {
  readonly account: string;
  readonly name: string;
  readonly version: string;
  readonly created: boolean;
  readonly warnings: readonly string[];
  readonly unknownDependencies: readonly string[];
}

/** Requests counted in one window of a minute, by token or address. */
export interface RateWindowTable {
  key: string;
  started_at: Date;
  count: number;
}

/** Which client fetched which version in which hour; purged after it. */
export interface DownloadMarkTable {
  version_id: number;
  client: string;
  hour: Date;
}

/** Downloads of a skill by day. */
export interface DownloadDayTable {
  skill_id: number;
  day: string;
  count: number;
}

/** The one registry that is mirrored; no row where none is. */
export interface UpstreamTable {
  id: number;
  url: string;
  fresh_seconds: number;
}

/** When a mirrored skill was last compared with the upstream, and the `ETag` it had. */
export interface MirroredSkillTable {
  skill_id: number;
  etag: string | null;
  checked_at: Date;
}

/** Every table of the registry. The SQL is in `migrations/`. */
export interface Tables {
  accounts: AccountTable;
  memberships: MembershipTable;
  tokens: TokenTable;
  skills: SkillTable;
  search_words: SearchWordTable;
  versions_documents: VersionsDocumentTable;
  versions: VersionTable;
  archive_pieces: ArchivePieceTable;
  registry_state: RegistryStateTable;
  changes: ChangeTable;
  audit_log: AuditTable;
  index_jobs: IndexJobTable;
  rate_windows: RateWindowTable;
  download_marks: DownloadMarkTable;
  download_days: DownloadDayTable;
  upstream: UpstreamTable;
  mirrored_skills: MirroredSkillTable;
}
