import { Command, Option } from 'clipanion';
import type { AddAgentResult } from '../../operations/agents/editAgents.ts';
import type { Services } from '../../operations/Services.ts';
import { renderAddedAgent } from '../../render/results/agentsResult.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks agent add ID`. */
export class AgentAddCommand extends PaksCommand<AddAgentResult> {
  static override paths = [['agent', 'add']];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Describe an agent of your own',
    examples: [
      [
        'One with directories of its own',
        'paks agent add mine --project-dir .mine/skills --user-dir ~/.mine/skills',
      ],
      ['One that reads .agents/skills', 'paks agent add mine --reads-shared'],
    ],
  });

  label = Option.String('--name', { description: 'What people call it' });
  projectDirectory = Option.String('--project-dir', {
    description: 'Where it finds the skills of a project, relative to it',
  });
  userDirectory = Option.String('--user-dir', {
    description: 'Where it finds personal skills: absolute, or below ~/',
  });
  readsShared = Option.Boolean('--reads-shared', false, {
    description: "It reads a project's shared .agents/skills",
  });
  force = Option.Boolean('--force', false, { description: 'Describe a known agent anew' });
  agent = Option.String({ name: 'id' });

  protected async run(services: Services): Promise<AddAgentResult> {
    const { addAgent } = await import('../../operations/agents/editAgents.ts');
    const { agent, label, projectDirectory = null, userDirectory = null } = this;
    const { readsShared, force } = this;
    const directories = { projectDirectory, userDirectory, readsShared };
    return addAgent({ id: agent, name: label ?? null, ...directories, force }, services);
  }

  protected render(result: AddAgentResult): string {
    return renderAddedAgent(result);
  }
}
