import type { ManifestSkill } from '../model/Manifest.ts';
import { type ManifestPin, pinnedTo } from '../model/ManifestPin.ts';
import type { RegistryName } from '../model/Source.ts';
import { parseToml } from '../toml/parseToml.ts';
import { removeTomlValue } from '../toml/removeTomlValue.ts';
import { scanToml } from '../toml/scanToml.ts';
import { setTomlValue } from '../toml/setTomlValue.ts';
import { isTomlTable, type TomlValue } from '../toml/TomlDocument.ts';
import { manifestPath, putManifestSkill } from './editManifest.ts';
import { PIN_FIELDS } from './readPin.ts';

/** What a pin is written with: its target and reason, and the registry that need not be named. */
export interface Pinning {
  readonly pin: ManifestPin;
  readonly registry: RegistryName;
}

/**
 * The manifest with this skill of it pinned, in the form its entry has: a plain range becomes a table,
 * a table gets the keys. `text` must be a manifest that parses and holds the skill.
 */
export function pinManifestSkill(text: string, skill: ManifestSkill, pinning: Pinning): string {
  const { pin, registry } = pinning;
  const path = manifestPath(skill);
  if (!isTomlTable(valueAt(text, path))) return putManifestSkill(text, { ...skill, pin }, registry);
  const pinned = setTomlValue(text, [...path, 'pin'], pinnedTo(pin));
  const reason = [...path, 'pin-reason'];
  if (pin.reason === undefined) return removeTomlValue(pinned, reason);
  return setTomlValue(pinned, reason, pin.reason);
}

/** The manifest without this skill's pin; a one-line table that only says `version` is its range again. */
export function unpinManifestSkill(text: string, skill: ManifestSkill): string {
  const path = manifestPath(skill);
  const unpinned = PIN_FIELDS.reduce(
    (edited, key) => removeTomlValue(edited, [...path, key]),
    text,
  );
  const rest = valueAt(unpinned, path);
  if (!isTomlTable(rest) || Object.keys(rest).join() !== 'version') return unpinned;
  const isInline = scanToml(unpinned).some(
    (entry) => entry.kind === 'pair' && entry.path.join('\n') === path.join('\n'),
  );
  const { version } = rest;
  return isInline && typeof version === 'string' ? setTomlValue(unpinned, path, version) : unpinned;
}

function valueAt(text: string, path: readonly string[]): TomlValue | undefined {
  const { value } = parseToml(text, { file: 'paks.toml', code: 'MANIFEST_INVALID' });
  return path.reduce<TomlValue | undefined>(
    (table, key) => (isTomlTable(table) ? table[key] : undefined),
    value,
  );
}
