import { Command, Option } from 'clipanion';
import type { ListAgentsResult } from '../../operations/agents/listAgents.ts';
import type { Services } from '../../operations/Services.ts';
import { renderAgents } from '../../render/results/agentsResult.ts';
import type { Theme } from '../../render/theme.ts';
import { FormattedCommand } from '../FormattedCommand.ts';

/** `paks agent list`. */
export class AgentListCommand extends FormattedCommand<ListAgentsResult> {
  static override paths = [
    ['agent', 'list'],
    ['agent', 'ls'],
  ];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Show the agents that skills can be installed for',
    examples: [
      ['All of them', 'paks agent list'],
      ['Those of this project and your own', 'paks agent list --relevant'],
    ],
  });

  relevant = Option.Boolean('--relevant', false, {
    description: 'Only agents that are detected, chosen, your own or the default',
  });

  protected async run(services: Services): Promise<ListAgentsResult> {
    const { listAgents } = await import('../../operations/agents/listAgents.ts');
    return listAgents({ relevant: this.relevant }, services);
  }

  protected render(result: ListAgentsResult, theme: Theme): string {
    return renderAgents(result, { theme, width: this.terminalWidth() });
  }
}
