import { Command, Option } from 'clipanion';
import type { DefaultAgentResult } from '../../operations/agents/editAgents.ts';
import type { Services } from '../../operations/Services.ts';
import { renderDefaultAgent } from '../../render/results/agentsResult.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks agent default [ID]`. */
export class AgentDefaultCommand extends PaksCommand<DefaultAgentResult> {
  static override paths = [['agent', 'default']];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Choose the agent for projects that name and show none',
    examples: [
      ['Which one it is', 'paks agent default'],
      ['Claude Code', 'paks agent default claude-code'],
    ],
  });

  agent = Option.String({ name: 'id', required: false });

  protected async run(services: Services): Promise<DefaultAgentResult> {
    const { setDefaultAgent } = await import('../../operations/agents/editAgents.ts');
    return setDefaultAgent(this.agent ?? null, services);
  }

  protected render(result: DefaultAgentResult): string {
    return renderDefaultAgent(result);
  }

  protected override isAnswer({ changed }: DefaultAgentResult): boolean {
    return !changed;
  }
}
