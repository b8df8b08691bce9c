/** What other processes count (downloads, the one thing no change announces) may be this old. */
const FRESH_MS = 1_000;
const MOST = 100;

interface Kept<Page> {
  readonly epoch: number;
  readonly until: number;
  readonly page: Promise<Page>;
}

/**
 * Keeps what searches found for a second, and never beyond a change: every question first asks for the
 * epoch, and an answer of an earlier one is not given. Who asks the same meanwhile waits for the same
 * answer. For answers that are the same for everybody only: nothing of a caller is part of the key.
 */
export class SearchCache<Page> {
  readonly #epochOf: () => Promise<number>;
  readonly #now: () => Date;
  readonly #kept = new Map<string, Kept<Page>>();

  /** `epochOf` gives a number that moves with every commit. */
  constructor(epochOf: () => Promise<number>, now: () => Date) {
    this.#epochOf = epochOf;
    this.#now = now;
  }

  /** The kept answer, or what `find` finds. A failure is not kept. */
  async get(key: string, find: () => Promise<Page>): Promise<Page> {
    const epoch = await this.#epochOf();
    const now = this.#now().getTime();
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.epoch === epoch && now < kept.until) return await kept.page;
    const page = find();
    const entry = { epoch, until: now + FRESH_MS, page };
    this.#keep(key, entry, now);
    page.catch(() => {
      if (this.#kept.get(key) === entry) this.#kept.delete(key);
    });
    return await page;
  }

  /** Forgets everything. */
  clear(): void {
    this.#kept.clear();
  }

  #keep(key: string, entry: Kept<Page>, now: number): void {
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    for (const [oldest, { until }] of this.#kept) {
      if (this.#kept.size <= MOST && now < until) return;
      this.#kept.delete(oldest);
    }
  }
}
