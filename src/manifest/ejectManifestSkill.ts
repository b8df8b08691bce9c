import type { Manifest } from '../model/Manifest.ts';
import { ANY } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import { setTomlValue } from '../toml/setTomlValue.ts';
import { putManifestSkill, removeManifestPatch } from './editManifest.ts';

/** Which skill becomes a folder of the project's own. */
export interface Ejection {
  /** What the text says now. */
  readonly manifest: Manifest;
  readonly id: SkillId;
  /** The folder, as the manifest shall name it. */
  readonly path: string;
  /** Other skills ask for it. */
  readonly needed: boolean;
  readonly registry: RegistryName;
}

/**
 * The manifest with a folder as the source of a skill, wherever it stands, and without its patch. What
 * other skills need, or `[overrides]` names already, is overridden: they go on asking for the original.
 */
export function ejectManifestSkill(text: string, ejection: Ejection): string {
  const { manifest, id, path, needed, registry } = ejection;
  let edited = removeManifestPatch(text, id);
  for (const skill of manifest.skills) {
    if (skill.id !== id) continue;
    const { pin: _pin, insecure: _insecure, ...entry } = skill;
    const own = { ...entry, range: ANY, source: { kind: 'path', path } as const };
    edited = putManifestSkill(edited, own, registry);
  }
  const overridden = manifest.overrides.some((override) => override.id === id);
  return needed || overridden ? setTomlValue(edited, ['overrides', id], { path }) : edited;
}
