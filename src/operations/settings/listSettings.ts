import type { Config } from '../../config/Config.ts';
import type { Origin } from '../../config/Origin.ts';
import { type SettingName, settings } from '../../config/settings.ts';
import type { Setting } from '../../config/Setting.ts';
import { redact } from '../../errors/redact.ts';
import type { Services } from '../Services.ts';
import { effectiveConfig } from './effectiveConfig.ts';
import { findSetting } from './findSetting.ts';

/** One setting with its value and who set it. */
export interface SettingRow {
  /** Its dotted place in `config.toml`, or the variable that alone sets it. */
  readonly key: string;
  /** As `paks config set` takes it, passwords left out; null where nothing is set. */
  readonly value: string | null;
  readonly origin: Origin;
  readonly default: string | null;
  /** What values look like: ends "has to be …". */
  readonly form: string;
  readonly variable: string | null;
  readonly flag: string | null;
  readonly documentation: string;
}

/** Every setting, in the order of the table. */
export interface ListSettingsResult {
  readonly file: string;
  readonly settings: readonly SettingRow[];
}

/** What holds here: the user's settings, with what the project at hand says. */
export async function listSettings(services: Services): Promise<ListSettingsResult> {
  const config = effectiveConfig(services);
  const names = Object.keys(settings) as SettingName[];
  return {
    file: config.configFile,
    settings: names.map((name) => describeSetting(name, config)),
  };
}

/** One of them. Throws `USAGE` for an unknown key. */
export async function getSetting(key: string, services: Services): Promise<SettingRow> {
  const { name } = findSetting(key);
  return describeSetting(name, effectiveConfig(services));
}

function describeSetting(name: SettingName, config: Config): SettingRow {
  const { key, variable, flag, form, fallback, documentation }: Setting<unknown> = settings[name];
  const show = (value: unknown): string | null =>
    value === undefined || (Array.isArray(value) && value.length === 0)
      ? null
      : redact(form.show(value));
  return {
    key: key ?? variable ?? name,
    value: show(config[name]),
    origin: config.origins[name],
    default: show(fallback),
    form: form.description,
    variable,
    flag,
    documentation,
  };
}
