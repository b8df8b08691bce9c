import type { ListedSkill } from '../skills/wireSkill.ts';

/** One page of a list, and how many there are in all. */
export interface SkillPage {
  readonly total: number;
  readonly skills: readonly ListedSkill[];
}
