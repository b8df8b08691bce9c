import { type SettingName, settings } from '../../config/settings.ts';
import type { Setting } from '../../config/Setting.ts';
import { nearest } from '../../errors/nearest.ts';
import { PaksError } from '../../errors/PaksError.ts';

/** A setting that a file can hold. */
export interface KnownSetting {
  readonly name: SettingName;
  readonly key: string;
  readonly setting: Setting<unknown>;
}

const OTHER_COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/^registries\./, 'registries are kept by `paks registry add`, `remove` and `list`'],
  [/^agents?\./, 'agents are kept by `paks agent add`, `remove` and `list`'],
  [/token|password|secret|credential/i, 'no secret is kept there: run `paks login`'],
];

/** The setting that `config.toml` calls so. Throws `USAGE` with the nearest one. */
export function findSetting(key: string): KnownSetting {
  const all = settingsByKey();
  const found = all.find((known) => known.key === key);
  if (found !== undefined) return found;
  const near = nearest(
    key,
    all.map((known) => known.key),
  );
  const other = OTHER_COMMANDS.find(([pattern]) => pattern.test(key))?.[1];
  throw new PaksError('USAGE', {
    message: `there is no setting \`${key}\``,
    hint: near === undefined ? (other ?? listHint) : `did you mean \`${near}\`?`,
    data: { key, nearest: near ?? null },
  });
}

const listHint = 'run `paks config list --defaults` to see them all';

function settingsByKey(): readonly KnownSetting[] {
  return Object.entries<Setting<unknown>>(settings).flatMap(([name, setting]) =>
    setting.key === null ? [] : [{ name: name as SettingName, key: setting.key, setting }],
  );
}
