import { Command, Option } from 'clipanion';
import { PaksError } from '../errors/PaksError.ts';
import type { ListResult } from '../operations/list.ts';
import type { Services } from '../operations/Services.ts';
import { renderListResult } from '../render/results/listResult.ts';
import type { Theme } from '../render/theme.ts';
import { FormattedCommand } from './FormattedCommand.ts';
import { bailOption, readRecursion, type Recursion, recursiveOption } from './recursion.ts';

/** `paks list`. */
export class ListCommand extends FormattedCommand<ListResult> {
  static override paths = [['list'], ['ls']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Show the skills here, their versions and where they are',
    examples: [
      ['This project', 'paks list'],
      ['Your personal skills', 'paks list -g'],
      ['What one agent sees', 'paks list --agent claude-code'],
      ['With what others put there, for every agent', 'paks list --all'],
      ['As YAML', 'paks list --format yaml'],
    ],
  });

  readsOnly = Option.Boolean('--dry-run,--frozen-lockfile', false, {
    description: 'Accepted everywhere; this command writes nothing anyway',
  });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  agent = Option.String('--agent', { description: 'Only the skills of this agent' });
  all = Option.Boolean('--all', false, {
    description: 'Look at every agent, and list what Paks did not install too',
  });

  recursive = recursiveOption();
  bail = bailOption();

  protected override recursion(): Recursion | null {
    return readRecursion(this, { '`-g`': this.global });
  }

  protected async run(services: Services): Promise<ListResult> {
    const { list } = await import('../operations/list.ts');
    const { global, agent = null, all } = this;
    if (all && agent !== null) throw contradiction(agent);
    return list({ global, agent, all }, services);
  }

  protected render(result: ListResult, theme: Theme): string {
    return renderListResult(result, { theme, width: this.terminalWidth() });
  }
}

function contradiction(agent: string): PaksError {
  return new PaksError('USAGE', {
    message: `\`--all\` is for every agent, and \`--agent ${agent}\` for one`,
    hint: 'leave one of them out',
  });
}
