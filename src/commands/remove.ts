import { Command, Option } from 'clipanion';
import type { InstallResult } from '../operations/InstallResult.ts';
import type { Services } from '../operations/Services.ts';
import { InstallingCommand } from './InstallingCommand.ts';

/** `paks remove NAME…`. */
export class RemoveCommand extends InstallingCommand {
  static override paths = [['remove'], ['rm']];
  static override usage = Command.Usage({
    category: 'Project',
    description: "Take skills out of paks.toml and the agents' directories",
    examples: [
      ['Remove a skill', 'paks remove stakpak/kubernetes-deploy'],
      ['Remove a personal skill', 'paks remove -g pdf'],
    ],
  });

  names = Option.Rest({ name: 'name', required: 1 });

  protected async run(services: Services): Promise<InstallResult> {
    const { remove } = await import('../operations/remove.ts');
    return remove({ ...this.applyOptions(), names: this.names }, services);
  }
}
