import type { Dependency } from '../model/Dependency.ts';
import type { Locator } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { Source } from '../model/Source.ts';
import type { Candidate } from '../resolver/Provider.ts';

/**
 * Answers what the resolver asks about one kind of source. Throws catalogued errors: `SKILL_NOT_FOUND`
 * and `REF_NOT_FOUND` for what does not exist, `OFFLINE` for what the caches lack.
 */
export interface SourceReader<Kind extends Source> {
  /** Every version the source offers. */
  candidates(id: SkillId, source: Kind): Promise<readonly Candidate[]>;
  /** What one of these versions needs. */
  dependencies(id: SkillId, version: Version, source: Kind): Promise<readonly Dependency[]>;
  /** The locator of one of these versions; its integrity is null where only the bytes can tell. */
  locate(id: SkillId, version: Version, source: Kind): Promise<Locator>;
}
