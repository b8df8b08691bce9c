import { Command, Option } from 'clipanion';
import type { CleanCacheResult } from '../../operations/cache/cleanCache.ts';
import type { Services } from '../../operations/Services.ts';
import { formatBytes } from '../../render/formatBytes.ts';
import { renderCleanedCache } from '../../render/results/cacheResult.ts';
import type { Theme } from '../../render/theme.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks cache clean`. */
export class CacheCleanCommand extends PaksCommand<CleanCacheResult> {
  static override paths = [['cache', 'clean']];
  static override usage = Command.Usage({
    category: 'Upkeep',
    description: 'Empty the cache',
    details:
      'Shows the size and asks first. Skills that agents read in the cache itself (`link = "symlink"`) stay, and so does what an install under way may need.',
    examples: [
      ['See what it would drop', 'paks cache clean --dry-run'],
      ['Without a question', 'paks cache clean --yes'],
    ],
  });

  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });

  protected async run(services: Services): Promise<CleanCacheResult> {
    const { cleanCache } = await import('../../operations/cache/cleanCache.ts');
    return cleanCache({ dryRun: this.dryRun, describe: formatBytes }, services);
  }

  protected render(result: CleanCacheResult, theme: Theme): string {
    return renderCleanedCache(result, { theme, width: this.terminalWidth() });
  }
}
