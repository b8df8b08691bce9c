import { Command, Option } from 'clipanion';
import type { Services } from '../../operations/Services.ts';
import type { SetSettingResult } from '../../operations/settings/setSetting.ts';
import { renderSetSetting } from '../../render/results/settingsResult.ts';
import type { Theme } from '../../render/theme.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks config unset KEY`. */
export class ConfigUnsetCommand extends PaksCommand<SetSettingResult> {
  static override paths = [['config', 'unset']];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Take one setting out of your config.toml',
    examples: [
      ['Back to the default', 'paks config unset timeout'],
      ['No proxy of your own any more', 'paks config unset proxy'],
    ],
  });

  key = Option.String({ name: 'key' });

  protected async run(services: Services): Promise<SetSettingResult> {
    const { unsetSetting } = await import('../../operations/settings/setSetting.ts');
    return unsetSetting(this.key, services);
  }

  protected render(result: SetSettingResult, theme: Theme): string {
    return renderSetSetting(result, theme);
  }
}
