import { Command } from 'clipanion';
import type { InstallResult } from '../operations/InstallResult.ts';
import type { Services } from '../operations/Services.ts';
import { InstallingCommand } from './InstallingCommand.ts';

/** `paks ci`. */
export class CiCommand extends InstallingCommand {
  static override paths = [['ci']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Install exactly what paks.lock says, or fail',
    details: `
      Never writes the lock. A missing or outdated lock, an edited skill or one byte of drift fails
      with the difference shown.
    `,
    examples: [
      ['In a pipeline', 'paks ci'],
      ['With a group', 'paks ci --group review'],
    ],
  });

  protected async run(services: Services): Promise<InstallResult> {
    const { ci } = await import('../operations/ci.ts');
    return ci(this.applyOptions(), services);
  }
}
