import { resolve } from 'node:path';
import { Command } from 'clipanion';
import type { InstallResult } from '../operations/InstallResult.ts';
import type { Services } from '../operations/Services.ts';
import { fromBundleOption } from './fromBundle.ts';
import { InstallingCommand } from './InstallingCommand.ts';
import { bailOption, readRecursion, type Recursion, recursiveOption } from './recursion.ts';

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
      ['In every project of a repository', 'paks ci --recursive'],
    ],
  });

  fromBundle = fromBundleOption();
  recursive = recursiveOption();
  bail = bailOption();

  protected override recursion(): Recursion | null {
    return readRecursion(this, {
      '`-g`': this.global,
      '`--from-bundle`': this.fromBundle !== undefined,
    });
  }

  protected async run(services: Services): Promise<InstallResult> {
    if (this.fromBundle !== undefined) {
      const { installBundle } = await import('../operations/installBundle.ts');
      const bundle = resolve(services.workingDirectory, this.fromBundle);
      return installBundle({ ...this.applyOptions(), bundle, thorough: true }, services);
    }
    const { ci } = await import('../operations/ci.ts');
    return ci(this.applyOptions(), services);
  }
}
