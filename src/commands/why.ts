import { Command, Option } from 'clipanion';
import type { Services } from '../operations/Services.ts';
import type { WhyResult } from '../operations/why.ts';
import { renderWhyResult } from '../render/results/whyResult.ts';
import type { Theme } from '../render/theme.ts';
import { FormattedCommand } from './FormattedCommand.ts';

/** `paks why NAME`. */
export class WhyCommand extends FormattedCommand<WhyResult> {
  static override paths = [['why']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Show who needs a skill, with the ranges on the way to it',
    details: 'Ends with exit code 1 when the skill is not installed here.',
    examples: [
      ['Why is this here?', 'paks why stakpak/base'],
      ['Among your personal skills', 'paks why -g pdf'],
    ],
  });

  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  name = Option.String({ name: 'name' });

  protected async run(services: Services): Promise<WhyResult> {
    const { why } = await import('../operations/why.ts');
    return why({ name: this.name, global: this.global }, services);
  }

  protected render(result: WhyResult, theme: Theme): string {
    return renderWhyResult(result, { theme, width: this.terminalWidth() });
  }
}
