import type { Locator } from '../model/Locator.ts';
import type { SkillTree } from '../model/SkillTree.ts';
import type { Source } from '../model/Source.ts';

/** A skill whose bytes are about to be read, once. */
export interface OpenedSkill {
  readonly locator: Locator;
  readonly tree: SkillTree;
}

/** Takes one opened skill and resolves when its tree has been read. May be called concurrently. */
export type AcceptSkill = (opened: OpenedSkill) => Promise<void>;

/**
 * Turns one kind of source into bytes. Never verifies, limits or stores: `ingest` does that once for
 * all kinds. Takes many locators at a time, so that what travels together is asked for together, and
 * hands each skill to `accept` as soon as its bytes flow. Rejects with the first failure, after which
 * nothing new is started.
 */
export interface Fetcher {
  readonly kind: Source['kind'];
  fetch(locators: readonly Locator[], accept: AcceptSkill, signal?: AbortSignal): Promise<void>;
}
