import type { Dependency } from '../model/Dependency.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { Source } from '../model/Source.ts';

/** One version that a source offers. */
export interface Candidate {
  readonly version: Version;
  readonly yanked: boolean;
  /** Milliseconds since the epoch by the registry's clock; null where nobody trustworthy says. */
  readonly publishedAt: number | null;
  /** Null when reading them costs another request: the solver then asks for the ones it needs. */
  readonly dependencies: readonly Dependency[] | null;
}

/**
 * What the world says. "No such skill", "offline", "not allowed" and "broken" are different
 * answers, because each needs another explanation.
 */
export type Answer<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'missing'; readonly suggestion?: string | undefined }
  | { readonly kind: 'offline' }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * The resolver's only door to the world. Answers are stable within one run and may come in any
 * order; asking twice costs nothing (the implementation remembers).
 */
export interface Provider {
  /** Every version of a skill that the source offers, in any order. */
  versions(id: SkillId, source: Source): Promise<Answer<readonly Candidate[]>>;
  /** What one version needs; asked only where the candidate did not say. */
  dependencies(
    id: SkillId,
    version: Version,
    source: Source,
  ): Promise<Answer<readonly Dependency[]>>;
  /** Says that `versions` will probably be asked for soon. Never fails. */
  prefetch(id: SkillId, source: Source): void;
}
