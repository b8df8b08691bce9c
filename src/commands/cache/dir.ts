import { Command, Option } from 'clipanion';
import type { CacheDirResult } from '../../operations/cache/cacheDir.ts';
import type { Services } from '../../operations/Services.ts';
import { renderCacheSizes } from '../../render/results/cacheResult.ts';
import type { Theme } from '../../render/theme.ts';
import { FormattedCommand } from '../FormattedCommand.ts';

/** `paks cache dir`. */
export class CacheDirCommand extends FormattedCommand<CacheDirResult> {
  static override paths = [['cache', 'dir']];
  static override usage = Command.Usage({
    category: 'Upkeep',
    description: 'Print where the cache is',
    examples: [
      ['Its path', 'paks cache dir'],
      ['With what is in it', 'paks cache dir --sizes'],
    ],
  });

  sizes = Option.Boolean('--sizes', false, { description: 'Show what is in it, and how much' });

  protected async run(services: Services): Promise<CacheDirResult> {
    const { cacheDir } = await import('../../operations/cache/cacheDir.ts');
    return cacheDir(services);
  }

  protected override isProse(): boolean {
    return false;
  }

  protected render(result: CacheDirResult, theme: Theme): string {
    if (!this.sizes) return result.directory;
    return renderCacheSizes(result, { theme, width: this.terminalWidth() });
  }
}
