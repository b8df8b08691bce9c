import { Command, Option } from 'clipanion';
import type { CreateResult } from '../operations/create.ts';
import type { InitProjectResult } from '../operations/initProject.ts';
import type { Services } from '../operations/Services.ts';
import { renderInitProjectResult } from '../render/results/initProjectResult.ts';
import { renderCreateResult } from '../render/results/createResult.ts';
import type { Theme } from '../render/theme.ts';
import { NewSkillCommand } from './NewSkillCommand.ts';

type InitResult = InitProjectResult | CreateResult;

/** `paks init`, for a skill, and `paks init --project`. */
export class InitCommand extends NewSkillCommand<InitResult> {
  static override paths = [['init']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Start a project (--project) or a skill (--skill) here',
    details:
      'On a terminal it asks which. Without one it starts a skill, unless --project or --agent says otherwise. Replaces nothing.',
    examples: [
      ['Start a project', 'paks init --project'],
      ['And have git merge paks.lock with Paks', 'paks init --project --merge-driver'],
      ['For certain agents', 'paks init --project --agent claude-code --agent cursor'],
      ['Start a skill', 'paks init --skill --description "What it does. Use when asked."'],
    ],
  });

  project = Option.Boolean('--project', false, { description: 'Start a project (a paks.toml)' });
  skill = Option.Boolean('--skill', false, { description: 'Start a skill (a SKILL.md)' });
  agents = Option.Array('--agent', [], { description: 'An agent to serve; may be repeated' });
  name = Option.String('--name', {
    description: "The name of the project or the skill; default the directory's",
  });

  mergeDriver = Option.Boolean('--merge-driver', {
    description:
      'Have git merge paks.lock with Paks: in .gitattributes and in the config of this clone',
  });

  protected async run(services: Services): Promise<InitResult> {
    const { startsProject } = await import('../operations/create/startsProject.ts');
    const { project, skill, agents, mergeDriver } = this;
    const name = this.name ?? null;
    const wishes = this.wishes(name);
    const aboutSkill = Object.entries(wishes).some(
      ([key, value]) => key !== 'name' && isGiven(value),
    );
    const flags = {
      project,
      skill,
      aboutSkill,
      aboutProject: agents.length > 0 || mergeDriver === true,
    };
    if (await startsProject(flags, services.prompter)) {
      const { initProject } = await import('../operations/initProject.ts');
      return initProject({ agents, name, mergeDriver: mergeDriver ?? null }, services);
    }
    const { create } = await import('../operations/create.ts');
    return create({ wishes, output: null, here: true }, services);
  }

  protected render(result: InitResult, theme: Theme): string {
    if (!('manifest' in result)) return renderCreateResult(result, theme);
    return renderInitProjectResult(result, theme);
  }
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== false;
}
