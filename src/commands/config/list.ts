import { Command, Option } from 'clipanion';
import type { Services } from '../../operations/Services.ts';
import type { ListSettingsResult } from '../../operations/settings/listSettings.ts';
import { renderSettingDefaults, renderSettings } from '../../render/results/settingsResult.ts';
import type { Theme } from '../../render/theme.ts';
import { FormattedCommand } from '../FormattedCommand.ts';

/** `paks config list`. */
export class ConfigListCommand extends FormattedCommand<ListSettingsResult> {
  static override paths = [
    ['config', 'list'],
    ['config', 'ls'],
  ];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Show every setting, its value and who set it',
    details:
      'A flag stands above an environment variable, above what a project says, above your config.toml; a policy file stands above all.',
    examples: [
      ['What holds here', 'paks config list'],
      ['All there is to set', 'paks config list --defaults'],
    ],
  });

  defaults = Option.Boolean('--defaults', false, {
    description: 'Show defaults, variables and what each setting is for',
  });

  protected async run(services: Services): Promise<ListSettingsResult> {
    const { listSettings } = await import('../../operations/settings/listSettings.ts');
    return listSettings(services);
  }

  protected render(result: ListSettingsResult, theme: Theme): string {
    const options = { theme, width: this.terminalWidth() };
    return this.defaults ? renderSettingDefaults(result, options) : renderSettings(result, options);
  }
}
