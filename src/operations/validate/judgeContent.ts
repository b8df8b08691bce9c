import {
  comparePlaces,
  type RuleFinding,
  validateSkill,
  type ValidateSkillInput,
} from '../../manifest/validateSkill.ts';
import { contentFindings } from './contentRules.ts';

/** Everything that rules and audit have against a skill, `SKILL.md` first, each file by lines. Pure. */
export function judgeContent(input: ValidateSkillInput): readonly RuleFinding[] {
  return [...validateSkill(input), ...contentFindings(input.files, input.purpose)].sort(
    comparePlaces,
  );
}
