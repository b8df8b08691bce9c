import type { Locator } from '../model/Locator.ts';
import type { SkillTree } from '../model/SkillTree.ts';
import type { Source } from '../model/Source.ts';

/** A skill whose bytes are about to be read. `tree` must be drained before the next one is asked for. */
export interface OpenedSkill {
  readonly locator: Locator;
  readonly tree: SkillTree;
}

/**
 * Turns one kind of source into bytes. Never verifies, limits or stores: `ingest` does that once for
 * all kinds. Takes many locators at a time, so that what travels together is asked for together.
 */
export interface Fetcher {
  readonly kind: Source['kind'];
  open(locators: readonly Locator[]): AsyncIterable<OpenedSkill>;
}
