import { Command, Option } from 'clipanion';
import type { Services } from '../operations/Services.ts';
import type { YankResult } from '../operations/yank.ts';
import { renderYankResult } from '../render/results/yankResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks yank NAME@VERSION`. */
export class YankCommand extends PaksCommand<YankResult> {
  static override paths = [['yank']];
  static override usage = Command.Usage({
    category: 'Author',
    description: 'Hide a published version from new resolutions',
    details:
      'Nothing is deleted: projects that have the version in their lock keep installing it. `paks unyank` takes it back. Needs a token that may write for the account.',
    examples: [
      ['A release that breaks things', 'paks yank acme/deploy@1.4.0 --reason "loses rollbacks"'],
      ['Without a terminal', 'paks yank acme/deploy@1.4.0 --yes'],
    ],
  });

  reason = Option.String('--reason', { description: "Why, for the registry's records" });
  release = Option.String({ name: 'name@version' });

  protected async run(services: Services): Promise<YankResult> {
    const { yank } = await import('../operations/yank.ts');
    const { release, reason = null } = this;
    return yank({ release, reason, yanked: true }, services);
  }

  protected render(result: YankResult, theme: Theme): string {
    return renderYankResult(result, theme);
  }
}
