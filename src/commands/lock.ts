import { Command, Option } from 'clipanion';
import type { ExitCode } from '../errors/catalog.ts';
import type { LockResult } from '../operations/lock.ts';
import type { MergeDriverResult } from '../operations/mergeDriver.ts';
import type { Services } from '../operations/Services.ts';
import { renderLockResult } from '../render/results/lockResult.ts';
import { renderMergeDriverResult } from '../render/results/mergeDriverResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks lock`, and the merge driver that git calls for `paks.lock`. */
export class LockCommand extends PaksCommand<LockResult | MergeDriverResult> {
  static override paths = [['lock']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Write paks.lock without installing anything',
    examples: [
      ['Lock what paks.toml asks for', 'paks lock'],
      ['Check that the lock is current', 'paks lock --check'],
      [
        "As git's merge driver (set up by `paks init --project --merge-driver`)",
        'paks lock --merge-driver %O %A %B',
      ],
    ],
  });

  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });
  check = Option.Boolean('--check,--frozen-lockfile', false, {
    description: 'Fail when the lock is missing or outdated; write nothing',
  });

  mergeFiles = Option.String('--merge-driver', {
    arity: 3,
    description:
      'Merge the lock of %B into that of %A, which come from %O; 1 when conflicts are left',
  });

  protected async run(services: Services): Promise<LockResult | MergeDriverResult> {
    if (this.mergeFiles !== undefined) {
      const { mergeDriver } = await import('../operations/mergeDriver.ts');
      const [base, ours, theirs] = this.mergeFiles;
      return mergeDriver({ base, ours, theirs }, services);
    }
    const { lock } = await import('../operations/lock.ts');
    return lock({ global: this.global, dryRun: this.dryRun, check: this.check }, services);
  }

  protected render(result: LockResult | MergeDriverResult, theme: Theme): string {
    return 'merged' in result ? renderMergeDriverResult(result) : renderLockResult(result, theme);
  }

  protected override exitCode(result: LockResult | MergeDriverResult): ExitCode {
    return 'merged' in result && !result.merged ? 1 : 0;
  }
}
