import { Command, Option } from 'clipanion';
import type { ShowAgentResult } from '../../operations/agents/showAgent.ts';
import type { Services } from '../../operations/Services.ts';
import { renderAgent } from '../../render/results/agentsResult.ts';
import type { Theme } from '../../render/theme.ts';
import { FormattedCommand } from '../FormattedCommand.ts';

/** `paks agent show ID`. */
export class AgentShowCommand extends FormattedCommand<ShowAgentResult> {
  static override paths = [['agent', 'show']];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Show where one agent looks for skills, and what it finds',
    examples: [
      ['Claude Code', 'paks agent show claude-code'],
      ['As data', 'paks agent show cursor --json'],
    ],
  });

  agent = Option.String({ name: 'agent' });

  protected async run(services: Services): Promise<ShowAgentResult> {
    const { showAgent } = await import('../../operations/agents/showAgent.ts');
    return showAgent(this.agent, services);
  }

  protected render(result: ShowAgentResult, theme: Theme): string {
    return renderAgent(result, theme);
  }
}
