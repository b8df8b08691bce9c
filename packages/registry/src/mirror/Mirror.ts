import { messageOf } from '../../../../src/errors/describeFailure.ts';
import { Refusal } from '../http/Refusal.ts';
import type { SkillName } from '../skills/findSkill.ts';
import { fetchArchive, fetchDetail } from './fetchContent.ts';
import { fetchSkill, type Outcome } from './fetchSkill.ts';
import type { MirrorParts, OpenUpstream } from './MirrorParts.ts';
import { openUpstream } from './openUpstream.ts';
import { RecentOutcomes } from './RecentOutcomes.ts';
import { SingleFlight } from './SingleFlight.ts';
import { readUpstream, type Upstream, type UpstreamToken } from './Upstream.ts';

/** What a request is about to read. */
export interface Wanted extends SkillName {
  /** Null: the skill and its list of versions. */
  readonly version: string | null;
  readonly isArchive: boolean;
}

/** Whose answer a request will get: one's own, a fresh copy, or one that could not be compared. */
export interface Freshness {
  readonly from: string | null;
  readonly isStale: boolean;
}

const SETTING_MS = 2_000;
const OWN: Freshness = { from: null, isStale: false };

/**
 * Fetches from the upstream registry what a request is about to read and is not here, or not freshly
 * compared. At most one request per skill and per archive is under way; what is here is served when the
 * upstream is not.
 */
export class Mirror {
  readonly #parts: MirrorParts;
  readonly #token: UpstreamToken | null;
  readonly #outcomes: RecentOutcomes;
  readonly #flights = new SingleFlight();
  #upstream: OpenUpstream | null = null;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(parts: MirrorParts, token: UpstreamToken | null) {
    this.#parts = parts;
    this.#token = token;
    this.#outcomes = new RecentOutcomes();
  }

  /** Throws `UNAVAILABLE` where the upstream is needed and cannot be used. */
  async prepare(wanted: Wanted): Promise<Freshness> {
    const upstream = await this.#current();
    if (upstream === null) return OWN;
    const key = `${wanted.account}/${wanted.name}`;
    const outcome =
      this.#outcomes.get(key, this.#time()) ??
      (await this.#flights.run(key, () => this.#refresh(upstream, { wanted, key })));
    if (outcome.kind === 'local') return OWN;
    if (outcome.kind === 'failed') throw unusable(upstream, outcome.why);
    if (outcome.kind === 'here') await this.#complete(upstream, { wanted, key });
    return { from: upstream.url, isStale: outcome.kind === 'here' && outcome.isStale };
  }

  async #refresh(
    upstream: OpenUpstream,
    { wanted, key }: { readonly wanted: Wanted; readonly key: string },
  ): Promise<Outcome> {
    const outcome = await fetchSkill(this.#parts, upstream, wanted);
    this.#outcomes.set(key, outcome, { freshMs: upstream.freshMs, now: this.#time() });
    return outcome;
  }

  async #complete(
    upstream: OpenUpstream,
    { wanted, key }: { readonly wanted: Wanted; readonly key: string },
  ): Promise<void> {
    const { version, isArchive } = wanted;
    if (version === null) return;
    const fetch = isArchive ? fetchArchive : fetchDetail;
    try {
      await this.#flights.run(`${key}@${version} ${isArchive ? 'archive' : 'detail'}`, () =>
        fetch(this.#parts, upstream, { ...wanted, version }),
      );
    } catch (thrown) {
      const why = messageOf(thrown);
      this.#parts.log({ level: 'error', event: 'mirror.refused', skill: key, version, why });
      throw unusable(upstream, why);
    }
  }

  /** The setting as of two seconds ago at most: a command of the operator changes it at any time. */
  async #current(): Promise<OpenUpstream | null> {
    if (this.#time() - this.#readAt < SETTING_MS) return this.#upstream;
    return await this.#flights.run('', async () => {
      const found = await readUpstream(this.#parts.sql);
      if (found?.url !== this.#upstream?.url) this.#outcomes.clear();
      this.#upstream = found === null ? null : openUpstream(found, this.#token);
      this.#readAt = this.#time();
      return this.#upstream;
    });
  }

  #time(): number {
    return this.#parts.now().getTime();
  }
}

function unusable({ url }: Upstream, why: string): Refusal {
  return new Refusal('UNAVAILABLE', `the mirrored registry \`${url}\` cannot be used: ${why}`);
}
