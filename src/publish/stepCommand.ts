import { type ReleasePlan, type ReleaseStep, skillFileOf } from './ReleasePlan.ts';
import { shellLine } from './shellQuote.ts';
import { stepArguments } from './stepArguments.ts';
import { patchCommand } from './textPatch.ts';

/** The text of a `SKILL.md` and what it becomes. */
export interface SkillEdit {
  readonly before: string;
  readonly after: string;
}

/** The exact command of a step, for a POSIX shell in the root of the repository. */
export function stepCommand(step: ReleaseStep, plan: ReleasePlan, edit: SkillEdit): string {
  const args = stepArguments(step, plan, 'HEAD');
  if (args !== null) return shellLine(['git', ...args]);
  if (step.kind === 'write') return patchCommand({ path: skillFileOf(plan), ...edit });
  return shellLine(notifyCommand(plan, step));
}

/** The command that tells a registry of a tag that is pushed. */
export function notifyCommand(
  plan: Pick<ReleasePlan, 'tag' | 'directory'>,
  step: ReleaseStep | null = null,
): readonly string[] {
  const flags = step?.kind === 'notify' ? step.flags : [];
  const path = plan.directory === '' ? [] : [plan.directory];
  return ['paks', 'publish', ...path, '--tag', plan.tag, ...flags];
}
