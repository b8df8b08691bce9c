import { Command, Option } from 'clipanion';
import { cascade, isInteger, isNumber, isPositive } from 'typanion';
import type { Services } from '../operations/Services.ts';
import type { TreeResult } from '../operations/tree.ts';
import { renderTreeResult } from '../render/results/treeResult.ts';
import type { Theme } from '../render/theme.ts';
import { FormattedCommand } from './FormattedCommand.ts';

/** `paks tree [NAME]`. */
export class TreeCommand extends FormattedCommand<TreeResult> {
  static override paths = [['tree']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Show what every skill needs, as a tree',
    details: `
      Reads paks.lock only. What follows a skill is drawn where it is met first; \`(*)\` marks it
      elsewhere, and \`(cycle)\` a skill that needs itself through others.
    `,
    examples: [
      ['Everything', 'paks tree'],
      ['The first two levels', 'paks tree --depth 1'],
      ['What one group brings', 'paks tree --group review'],
      ['Who needs a skill', 'paks tree stakpak/base --invert'],
    ],
  });

  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  depth = Option.String('--depth', {
    description: 'Levels below the first to show',
    validator: cascade(isNumber(), isInteger(), isPositive()),
  });
  group = Option.String('--group', { description: 'Only what this group asks for' });
  invert = Option.Boolean('--invert', false, { description: 'Show who needs the named skill' });
  name = Option.String({ name: 'name', required: false });

  protected async run(services: Services): Promise<TreeResult> {
    const { tree } = await import('../operations/tree.ts');
    const { global, name = null, depth = null, group = null, invert } = this;
    return tree({ global, name, depth, group, inverted: invert }, services);
  }

  protected render(result: TreeResult, theme: Theme): string {
    return renderTreeResult(result, { theme, width: this.terminalWidth() });
  }
}
