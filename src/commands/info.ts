import { Command, Option } from 'clipanion';
import type { InfoResult } from '../operations/info/InfoResult.ts';
import type { Services } from '../operations/Services.ts';
import { renderInfoResult } from '../render/results/infoResult.ts';
import type { Theme } from '../render/theme.ts';
import { FormattedCommand } from './FormattedCommand.ts';

/** `paks info NAME|PATH`. */
export class InfoCommand extends FormattedCommand<InfoResult> {
  static override paths = [['info']];
  static override usage = Command.Usage({
    category: 'Discover',
    description: 'Tell about a skill of a registry, a project or a folder',
    details: `
      \`account/name\` is looked up in its registry, unless this project takes it from elsewhere; a
      name of this project is told from its lock; \`./folder\` is read as it is.
    `,
    examples: [
      ['A skill of the registry', 'paks info stakpak/kubernetes-deploy'],
      ['One version', 'paks info stakpak/kubernetes-deploy --version 1.2.0'],
      ['All its versions', 'paks info stakpak/kubernetes-deploy --versions'],
      ['With the whole SKILL.md', 'paks info stakpak/kubernetes-deploy --full'],
      ['A skill in a folder', 'paks info ./my-skill'],
    ],
  });

  version = Option.String('--version', { description: 'This version instead of the latest' });
  versions = Option.Boolean('--versions', false, { description: 'List every version' });
  full = Option.Boolean('--full', false, { description: 'Print the whole SKILL.md too' });
  subject = Option.String({ name: 'name or folder' });

  protected async run(services: Services): Promise<InfoResult> {
    const { info } = await import('../operations/info.ts');
    const { subject, version = null, versions, full } = this;
    return info({ subject, version, versions, full }, services);
  }

  protected override isProse(): boolean {
    return false;
  }

  protected render(result: InfoResult, theme: Theme): string {
    return renderInfoResult(result, { theme, width: this.terminalWidth() });
  }
}
