import { Command, Option } from 'clipanion';
import type { LockResult } from '../operations/lock.ts';
import type { Services } from '../operations/Services.ts';
import { renderLockResult } from '../render/results/lockResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks lock`. */
export class LockCommand extends PaksCommand<LockResult> {
  static override paths = [['lock']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Write paks.lock without installing anything',
    examples: [
      ['Lock what paks.toml asks for', 'paks lock'],
      ['Check that the lock is current', 'paks lock --check'],
    ],
  });

  global = Option.Boolean('-g,--global', false, { description: 'Lock your personal skills' });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });
  check = Option.Boolean('--check,--frozen-lockfile', false, {
    description: 'Fail when the lock is missing or outdated; write nothing',
  });

  protected async run(services: Services): Promise<LockResult> {
    const { lock } = await import('../operations/lock.ts');
    return lock({ global: this.global, dryRun: this.dryRun, check: this.check }, services);
  }

  protected render(result: LockResult, theme: Theme): string {
    return this.quiet ? '' : renderLockResult(result, theme);
  }
}
