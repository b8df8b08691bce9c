import { Command, Option } from 'clipanion';
import type { Services } from '../../operations/Services.ts';
import type { SetSettingResult } from '../../operations/settings/setSetting.ts';
import { renderSetSetting } from '../../render/results/settingsResult.ts';
import type { Theme } from '../../render/theme.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks config set KEY VALUE…`. */
export class ConfigSetCommand extends PaksCommand<SetSettingResult> {
  static override paths = [['config', 'set']];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Write one setting into your config.toml',
    details: 'Comments and everything else in the file stay as they are.',
    examples: [
      ['Wait longer for slow servers', 'paks config set timeout 2m'],
      ['What is reached without a proxy', 'paks config set no-proxy .corp.example 10.0.0.0/8'],
    ],
  });

  key = Option.String({ name: 'key' });
  values = Option.Rest({ name: 'value', required: 1 });

  protected async run(services: Services): Promise<SetSettingResult> {
    const { setSetting } = await import('../../operations/settings/setSetting.ts');
    return setSetting({ key: this.key, values: this.values }, services);
  }

  protected render(result: SetSettingResult, theme: Theme): string {
    return renderSetSetting(result, theme);
  }
}
