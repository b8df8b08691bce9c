import type { Outcome } from './fetchSkill.ts';

const MOST = 20_000;
/** What may change at any moment is believed for a moment only. */
const BRIEF_MS: Readonly<Record<Outcome['kind'], number>> = {
  here: Number.POSITIVE_INFINITY,
  local: 5_000,
  missing: 30_000,
  failed: 5_000,
};
const STALE_MS = 15_000;

interface Entry {
  readonly outcome: Outcome;
  readonly until: number;
}

/** What became of the last look at each skill, for as long as it need not be looked at again. */
export class RecentOutcomes {
  readonly #entries = new Map<string, Entry>();

  /** The outcome, or undefined where it is time to look. */
  get(key: string, now: number): Outcome | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && now < entry.until ? entry.outcome : undefined;
  }

  /** `freshMs` is the longest that anything is believed. */
  set(key: string, outcome: Outcome, { freshMs, now }: { freshMs: number; now: number }): void {
    const isStale = outcome.kind === 'here' && outcome.isStale;
    const brief = isStale ? STALE_MS : BRIEF_MS[outcome.kind];
    this.#entries.delete(key);
    this.#entries.set(key, { outcome, until: now + Math.min(freshMs, brief) });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest);
  }

  clear(): void {
    this.#entries.clear();
  }
}
