import type { ManifestSkill } from '../model/Manifest.ts';
import type { Range } from '../model/Range.ts';
import { scanToml } from '../toml/scanToml.ts';
import { setTomlValue } from '../toml/setTomlValue.ts';
import { manifestPath } from './editManifest.ts';

/**
 * The manifest with another range for this skill of it, in the form its entry has; no other byte
 * changes. `text` must be a manifest that parses and holds the skill with a range.
 */
export function setManifestRange(text: string, skill: ManifestSkill, range: Range): string {
  const path = manifestPath(skill);
  const isTable = scanToml(text).some(
    (entry) => entry.path.join('\n') === [...path, 'version'].join('\n'),
  );
  return setTomlValue(text, isTable ? [...path, 'version'] : path, range);
}
