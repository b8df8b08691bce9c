import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../errors/catalog.ts';
import type { VerifyCacheResult } from '../../operations/cache/verifyCache.ts';
import type { Services } from '../../operations/Services.ts';
import { renderVerifiedCache } from '../../render/results/cacheResult.ts';
import type { Theme } from '../../render/theme.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks cache verify`. */
export class CacheVerifyCommand extends PaksCommand<VerifyCacheResult> {
  static override paths = [['cache', 'verify']];
  static override usage = Command.Usage({
    category: 'Upkeep',
    description: 'Hash every cached skill and drop the damaged',
    details:
      'What is dropped is fetched again when it is next needed. With --dry-run the exit code is 1 where anything is damaged.',
    examples: [
      ['Check and mend', 'paks cache verify'],
      ['Only check', 'paks cache verify --dry-run'],
    ],
  });

  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });

  protected async run(services: Services): Promise<VerifyCacheResult> {
    const { verifyCache } = await import('../../operations/cache/verifyCache.ts');
    return verifyCache({ dryRun: this.dryRun }, services);
  }

  protected render(result: VerifyCacheResult, theme: Theme): string {
    return renderVerifiedCache(result, { theme, width: this.terminalWidth() });
  }

  protected override exitCode({ damaged, dryRun }: VerifyCacheResult): ExitCode {
    return dryRun && damaged.length > 0 ? 1 : 0;
  }
}
