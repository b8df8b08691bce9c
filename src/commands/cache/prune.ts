import { Command, Option } from 'clipanion';
import type { PruneCacheResult } from '../../operations/cache/pruneCache.ts';
import type { Services } from '../../operations/Services.ts';
import { renderPrunedCache } from '../../render/results/cacheResult.ts';
import type { Theme } from '../../render/theme.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks cache prune`. */
export class CachePruneCommand extends PaksCommand<PruneCacheResult> {
  static override paths = [['cache', 'prune']];
  static override usage = Command.Usage({
    category: 'Upkeep',
    description: 'Drop what no known project uses any more',
    details:
      'Keeps what the locks of projects mention that installed from this cache, and what was used within the hour. Where `cache-max-size` is set, what was used longest ago goes until the rest fits.',
    examples: [
      ['See what it would drop', 'paks cache prune --dry-run'],
      ['Drop it', 'paks cache prune'],
    ],
  });

  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });

  protected async run(services: Services): Promise<PruneCacheResult> {
    const { pruneCache } = await import('../../operations/cache/pruneCache.ts');
    return pruneCache({ dryRun: this.dryRun }, services);
  }

  protected render(result: PruneCacheResult, theme: Theme): string {
    return renderPrunedCache(result, { theme, width: this.terminalWidth() });
  }
}
