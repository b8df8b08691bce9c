import type { Range } from './Range.ts';
import type { SkillId } from './SkillId.ts';
import type { Source } from './Source.ts';

/** A wish: this skill, in this range, from there. Range is `*` where the source pins by itself. */
export interface Dependency {
  readonly id: SkillId;
  readonly range: Range;
  readonly source: Source;
}
