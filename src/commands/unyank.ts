import { Command, Option } from 'clipanion';
import type { Services } from '../operations/Services.ts';
import type { YankResult } from '../operations/yank.ts';
import { renderYankResult } from '../render/results/yankResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks unyank NAME@VERSION`. */
export class UnyankCommand extends PaksCommand<YankResult> {
  static override paths = [['unyank']];
  static override usage = Command.Usage({
    category: 'Author',
    description: 'Let a yanked version be chosen again',
    examples: [
      ['Take a yank back', 'paks unyank acme/deploy@1.4.0'],
      ['On another registry', 'paks unyank acme/deploy@1.4.0 --registry private'],
    ],
  });

  reason = Option.String('--reason', { description: "Why, for the registry's records" });
  release = Option.String({ name: 'name@version' });

  protected async run(services: Services): Promise<YankResult> {
    const { yank } = await import('../operations/yank.ts');
    const { release, reason = null } = this;
    return yank({ release, reason, yanked: false }, services);
  }

  protected render(result: YankResult, theme: Theme): string {
    return renderYankResult(result, theme);
  }
}
