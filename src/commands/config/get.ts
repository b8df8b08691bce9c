import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../errors/catalog.ts';
import type { Services } from '../../operations/Services.ts';
import type { SettingRow } from '../../operations/settings/listSettings.ts';
import { FormattedCommand } from '../FormattedCommand.ts';

/** `paks config get KEY`. */
export class ConfigGetCommand extends FormattedCommand<SettingRow> {
  static override paths = [['config', 'get']];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Print the value of one setting',
    details: 'Exits with 1 where the setting has no value.',
    examples: [
      ['Where skills are cached', 'paks config get cache-dir'],
      ['For a script', 'paks config get cache-ttl --json'],
    ],
  });

  key = Option.String({ name: 'key' });

  protected async run(services: Services): Promise<SettingRow> {
    const { getSetting } = await import('../../operations/settings/listSettings.ts');
    return getSetting(this.key, services);
  }

  protected render({ value }: SettingRow): string {
    return value ?? '';
  }

  protected override isProse(): boolean {
    return false;
  }

  protected override exitCode({ value }: SettingRow): ExitCode {
    return value === null ? 1 : 0;
  }
}
