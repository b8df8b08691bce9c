import { Command, Option } from 'clipanion';
import type { ListResult } from '../operations/list.ts';
import type { Services } from '../operations/Services.ts';
import { renderListResult } from '../render/results/listResult.ts';
import type { Theme } from '../render/theme.ts';
import { FormattedCommand } from './FormattedCommand.ts';

/** `paks list`. */
export class ListCommand extends FormattedCommand<ListResult> {
  static override paths = [['list'], ['ls']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Show the skills of this project, their versions and where they are',
    examples: [
      ['This project', 'paks list'],
      ['Your personal skills', 'paks list -g'],
      ['What one agent sees', 'paks list --agent claude-code'],
    ],
  });

  readsOnly = Option.Boolean('--dry-run,--frozen-lockfile', false, {
    description: 'Accepted everywhere; this command writes nothing anyway',
  });
  global = Option.Boolean('-g,--global', false, { description: 'Your personal skills' });
  agent = Option.String('--agent', { description: 'Only the skills of this agent' });

  protected async run(services: Services): Promise<ListResult> {
    const { list } = await import('../operations/list.ts');
    return list({ global: this.global, agent: this.agent ?? null }, services);
  }

  protected render(result: ListResult, theme: Theme): string {
    return renderListResult(result, { theme, width: this.terminalWidth() });
  }
}
