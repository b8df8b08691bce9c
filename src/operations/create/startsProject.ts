import { PaksError } from '../../errors/PaksError.ts';
import type { Prompter } from '../../io/prompts.ts';

/** What the flags of `paks init` say about what to start. */
export interface InitFlags {
  readonly project: boolean;
  readonly skill: boolean;
  /** A flag that only a skill has was given. */
  readonly aboutSkill: boolean;
  /** A flag that only a project has was given. */
  readonly aboutProject: boolean;
}

/**
 * True for a project, false for a skill, which is what `paks init` starts where it cannot ask. Throws
 * `USAGE` for flags that contradict each other.
 */
export async function startsProject(
  { project, skill, aboutSkill, aboutProject }: InitFlags,
  prompter: Prompter | null,
): Promise<boolean> {
  const wantsProject = project || aboutProject;
  const wantsSkill = skill || aboutSkill;
  if (wantsProject && wantsSkill) {
    throw new PaksError('USAGE', {
      message: 'these options start a project and a skill at once',
      hint: 'run `paks init --project` and `paks init --skill` one after the other',
    });
  }
  if (wantsProject || wantsSkill || prompter === null) return wantsProject;
  const answer = await prompter.chooseOne('What do you want to start here?', [
    { value: 'skill', label: 'a skill (SKILL.md)' },
    { value: 'project', label: 'a project that uses skills (paks.toml)' },
  ]);
  return answer === 'project';
}
