import { Command, Option } from 'clipanion';
import type { InitProjectResult } from '../operations/initProject.ts';
import type { Services } from '../operations/Services.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks init --project`. */
export class InitCommand extends PaksCommand<InitProjectResult> {
  static override paths = [['init']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Start a paks.toml here',
    examples: [
      ['Start a project', 'paks init --project'],
      ['For certain agents', 'paks init --project --agent claude-code --agent cursor'],
    ],
  });

  project = Option.Boolean('--project', false, { description: 'Start a project (a paks.toml)' });
  agents = Option.Array('--agent', [], { description: 'An agent to serve; may be repeated' });
  name = Option.String('--name', { description: 'The name of the project' });

  protected async run(services: Services): Promise<InitProjectResult> {
    const { initProject } = await import('../operations/initProject.ts');
    const { project, agents, name } = this;
    return initProject({ project, agents, name: name ?? null }, services);
  }

  protected render(result: InitProjectResult, theme: Theme): string {
    return `Wrote ${theme.name(result.manifest)}. Add a skill with \`paks add account/name\`.`;
  }
}
