import {
  type RuleFinding,
  validateSkill,
  type ValidateSkillInput,
} from '../../manifest/validateSkill.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import { contentFindings } from './contentRules.ts';

/** Everything that rules and audit have against a skill, `SKILL.md` first, each file by lines. Pure. */
export function judgeContent(input: ValidateSkillInput): readonly RuleFinding[] {
  return [...validateSkill(input), ...contentFindings(input.files, input.purpose)].sort(byPlace);
}

function byPlace(left: RuleFinding, right: RuleFinding): number {
  if (left.path === right.path) return left.line - right.line || left.column - right.column;
  if (left.path === SKILL_FILE) return -1;
  return right.path === SKILL_FILE || left.path > right.path ? 1 : -1;
}
