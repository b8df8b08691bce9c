import { Command, Option } from 'clipanion';
import type { PackResult } from '../operations/pack.ts';
import type { Services } from '../operations/Services.ts';
import { renderPackResult } from '../render/results/packResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks pack [PATH]`. */
export class PackCommand extends PaksCommand<PackResult> {
  static override paths = [['pack']];
  static override usage = Command.Usage({
    category: 'Author',
    description: 'Write the archive that a registry would build of a skill',
    details:
      'In a git repository: what a commit of everything would hold, so without what git ignores and with the line ends and modes that git stores; elsewhere the folder as it is. The same files give the same bytes. Refuses what publishing refuses. Without --output it writes NAME-VERSION.tgz here, or beside the skill when run inside it.',
    examples: [
      ['The skill here', 'paks pack'],
      ['Another one, to a certain file', 'paks pack skills/deploy --output deploy.tgz'],
      ['Only show what would be in it', 'paks pack skills/deploy --dry-run'],
    ],
  });

  output = Option.String('--output', { description: 'The file to write' });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });
  target = Option.String({ name: 'path', required: false });

  protected async run(services: Services): Promise<PackResult> {
    const { pack } = await import('../operations/pack.ts');
    const { target = '.', output = null, dryRun } = this;
    return pack({ path: target, output, dryRun }, services);
  }

  protected render(result: PackResult, theme: Theme): string {
    return renderPackResult(result, { theme, width: this.terminalWidth() });
  }
}
