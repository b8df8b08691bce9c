import type { ListSettingsResult } from '../../operations/settings/listSettings.ts';
import type { SetSettingResult } from '../../operations/settings/setSetting.ts';
import { printable } from '../../errors/printable.ts';
import { originText } from '../originText.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

interface TableOptions {
  readonly theme: Theme;
  readonly width: number | null;
}

/** What is set, by whom. */
export function renderSettings(result: ListSettingsResult, options: TableOptions): string {
  const columns = [{ title: 'SETTING' }, { title: 'VALUE', shrink: true }, { title: 'FROM' }];
  const rows = result.settings.map(({ key, value, origin }) => [
    key,
    value ?? '-',
    originText(origin),
  ]);
  return `${renderTable(columns, rows, options)}\n\n${options.theme.faint(`Your file: ${printable(result.file)}`)}`;
}

/** What can be set. */
export function renderSettingDefaults(result: ListSettingsResult, options: TableOptions): string {
  const columns = [
    { title: 'SETTING' },
    { title: 'DEFAULT' },
    { title: 'OR BY' },
    { title: 'WHAT IT IS FOR', shrink: true },
  ];
  const rows = result.settings.map((setting) => [
    setting.key,
    setting.default ?? '-',
    [setting.variable, setting.flag].filter((way) => way !== null).join(', ') || '-',
    setting.documentation,
  ]);
  return renderTable(columns, rows, options);
}

/** What an edit did, and what makes it idle. */
export function renderSetSetting(result: SetSettingResult, theme: Theme): string {
  const { key, value, changed, overriddenBy, file } = result;
  const done =
    value === null
      ? `${key} ${changed ? 'is no longer set' : 'was not set'} in ${printable(file)}.`
      : `${key} ${changed ? 'is now' : 'was already'} ${printable(value)} in ${printable(file)}.`;
  if (overriddenBy === null) return done;
  const note = `${originText(overriddenBy)} stands above the file, so that this has no effect for now`;
  return `${done}\n${theme.warning('note:')} ${printable(note)}`;
}
