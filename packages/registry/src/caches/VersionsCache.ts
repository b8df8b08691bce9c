import type { ChangeFeed } from './ChangeFeed.ts';

/** The ready answer of `GET …/versions` for one skill. */
export interface VersionsEntry {
  readonly skillId: number;
  readonly account_id: number;
  readonly visibility: string;
  readonly etag: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Reads an entry from the database; null where there is no such skill. */
export type LoadVersions = (key: string) => Promise<VersionsEntry | null>;

/**
 * Keeps ready answers in memory, the least recently used leaving first. Never stale: each question
 * first takes in what the {@link ChangeFeed} says, and what was being read when a change came is
 * answered but not kept.
 */
export class VersionsCache {
  readonly #feed: ChangeFeed;
  readonly #load: LoadVersions;
  readonly #maxBytes: number;
  readonly #entries = new Map<string, VersionsEntry>();
  readonly #keys = new Map<number, string>();
  #bytes = 0;
  #epoch = 0;

  constructor(feed: ChangeFeed, load: LoadVersions, maxBytes: number) {
    this.#feed = feed;
    this.#load = load;
    this.#maxBytes = maxBytes;
  }

  /** The entry of `account/name`, as of now. */
  async get(key: string): Promise<VersionsEntry | null> {
    await this.#takeInChanges();
    const kept = this.#entries.get(key);
    if (kept !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, kept);
      return kept;
    }
    const epoch = this.#epoch;
    const loaded = await this.#load(key);
    if (loaded !== null && epoch === this.#epoch) this.#keep(key, loaded);
    return loaded;
  }

  /** A number that differs from an earlier one if anything was committed between the two questions. */
  async epoch(): Promise<number> {
    await this.#takeInChanges();
    return this.#epoch;
  }

  async #takeInChanges(): Promise<void> {
    const changes = await this.#feed.read();
    if (changes === 'all') {
      this.#entries.clear();
      this.#keys.clear();
      this.#bytes = 0;
      this.#epoch += 1;
      return;
    }
    if (changes.size > 0) this.#epoch += 1;
    for (const skillId of changes) this.#drop(this.#keys.get(skillId));
  }

  #keep(key: string, entry: VersionsEntry): void {
    this.#drop(key);
    this.#entries.set(key, entry);
    this.#keys.set(entry.skillId, key);
    this.#bytes += entry.body.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string | undefined): void {
    const entry = key === undefined ? undefined : this.#entries.get(key);
    if (key === undefined || entry === undefined) return;
    this.#entries.delete(key);
    this.#keys.delete(entry.skillId);
    this.#bytes -= entry.body.length;
  }
}
