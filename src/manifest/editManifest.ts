import type { DismissedFinding, ManifestSkill } from '../model/Manifest.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import { appendTomlTable } from '../toml/appendTomlTable.ts';
import { removeTomlValue } from '../toml/removeTomlValue.ts';
import { setTomlValue } from '../toml/setTomlValue.ts';
import { manifestValue } from './manifestText.ts';

/** Names one line of a manifest: a skill in `[skills]` (group null) or in a group. */
export interface ManifestPlace {
  readonly id: SkillId;
  readonly group: string | null;
}

/**
 * The manifest with this skill added, or replaced where it stands, in the table of its group. Only
 * its own line changes. `text` must be a manifest that parses; `registry` need not be named in it.
 */
export function putManifestSkill(
  text: string,
  skill: ManifestSkill,
  registry: RegistryName,
): string {
  return setTomlValue(text, manifestPath(skill), manifestValue(skill, registry));
}

/** The manifest without this skill; unchanged where it has none. */
export function removeManifestSkill(text: string, place: ManifestPlace): string {
  return removeTomlValue(text, manifestPath(place));
}

/** The manifest with this patch file for a skill, in place of the one it had. */
export function putManifestPatch(text: string, id: SkillId, path: string): string {
  return setTomlValue(text, ['patches', id], path);
}

/** The manifest without a patch for this skill; unchanged where it has none. */
export function removeManifestPatch(text: string, id: SkillId): string {
  return removeTomlValue(text, ['patches', id]);
}

/** The manifest with `[project] agents` as given. */
export function setProjectAgents(text: string, agents: readonly string[]): string {
  return setTomlValue(text, ['project', 'agents'], agents);
}

/** The manifest with one more accepted finding at its end. */
export function dismissFinding(text: string, dismissed: DismissedFinding): string {
  return appendTomlTable(text, ['policy', 'dismissed'], { ...dismissed });
}

/** Where a skill's entry stands in the manifest, as keys from its root. */
export function manifestPath({ id, group }: ManifestPlace): readonly string[] {
  return group === null ? ['skills', id] : ['groups', group, 'skills', id];
}
