import { Command, Option } from 'clipanion';
import type { RemoveAgentResult } from '../../operations/agents/editAgents.ts';
import type { Services } from '../../operations/Services.ts';
import { renderRemovedAgent } from '../../render/results/agentsResult.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks agent remove ID`. */
export class AgentRemoveCommand extends PaksCommand<RemoveAgentResult> {
  static override paths = [
    ['agent', 'remove'],
    ['agent', 'rm'],
  ];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Take an agent of your own out of your settings',
    details: 'Skills in its directories stay.',
    examples: [
      ['Forget one', 'paks agent remove mine'],
      ['For a script', 'paks agent remove mine --json'],
    ],
  });

  agent = Option.String({ name: 'id' });

  protected async run(services: Services): Promise<RemoveAgentResult> {
    const { removeAgent } = await import('../../operations/agents/editAgents.ts');
    return removeAgent(this.agent, services);
  }

  protected render(result: RemoveAgentResult): string {
    return renderRemovedAgent(result);
  }
}
