import { Command, Option } from 'clipanion';
import type { InstallResult } from '../operations/InstallResult.ts';
import type { Services } from '../operations/Services.ts';
import { InstallingCommand } from './InstallingCommand.ts';

/** `paks update NAME…`. */
export class UpdateCommand extends InstallingCommand {
  static override paths = [['update'], ['up']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Move skills to the newest versions that paks.toml allows',
    details: `
      Moves the named skills and what only their change needs, never what the project asks for
      directly nor what depends on them. Without names, moves everything.
    `,
    examples: [
      ['One skill', 'paks update stakpak/kubernetes-deploy'],
      ['See what would move', 'paks update --dry-run'],
    ],
  });

  names = Option.Rest({ name: 'name' });
  acceptMovedTag = Option.Boolean('--accept-moved-tag', false, {
    description: 'Go on although a tag no longer points at the locked commit',
  });

  protected async run(services: Services): Promise<InstallResult> {
    const { update } = await import('../operations/update.ts');
    const { names, acceptMovedTag } = this;
    return update({ ...this.applyOptions(), names, acceptMovedTag }, services);
  }
}
