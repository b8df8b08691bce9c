import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import type { SearchQuery } from '../protocol/endpoints.ts';
import type { IndexedVersion, TaggedRelease } from './TaggedRelease.ts';
import type { ListedVersion, SearchPage, SkillRecord, VersionRecord } from './SkillRecord.ts';

/** Whether new resolutions may choose a version, and why not (for the registry's records). */
export interface YankChange {
  readonly yanked: boolean;
  readonly reason: string | null;
}

/** Talks to one registry. Throws `SKILL_NOT_FOUND`, `AUTH_REQUIRED`, `FORBIDDEN`, `OFFLINE` or a network code. */
export interface RegistryClient {
  readonly name: RegistryName;
  /** Every version of a skill, newest first; cached with its ETag. */
  versions(id: SkillId): Promise<readonly ListedVersion[]>;
  /** What is known of a skill beside its versions; cached as they are. */
  skill(id: SkillId): Promise<SkillRecord>;
  /** One version with its files and `SKILL.md`; cached as its list is. */
  version(id: SkillId, version: Version): Promise<VersionRecord>;
  /** A page of what a search finds; cached for a minute unless the settings say otherwise. */
  search(query: SearchQuery): Promise<SearchPage>;
  /**
   * The archive's compressed bytes, or null where the registry has none (then git at the commit
   * serves). Its address follows from name and version: no metadata is asked for. Throws
   * `INTERRUPTED` when `signal` is aborted.
   */
  archive(
    id: SkillId,
    version: Version,
    signal?: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array> | null>;
  /** The version of the server, from its health check; asked afresh, without a token. */
  health(): Promise<string>;
  /**
   * Hides a version from new resolutions, or shows it again, and has its versions asked for afresh.
   * False where it was so already: then nothing was changed.
   */
  setYanked(id: SkillId, version: Version, change: YankChange): Promise<boolean>;
  /**
   * Has the registry index a tag, waits until it did, and drops what is cached of the skill. Doing it twice
   * is harmless. Throws `VERSION_EXISTS` or `NOT_INDEXED` too.
   */
  index(release: TaggedRelease): Promise<IndexedVersion>;
}
