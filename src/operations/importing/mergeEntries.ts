import type { Manifest, ManifestSkill } from '../../model/Manifest.ts';
import type { SkillId } from '../../model/SkillId.ts';
import { sourceKey } from '../../model/Source.ts';
import type { ImportedEntry } from './ImportedEntry.ts';
import type { ImportConflict } from './ImportResult.ts';

/** What an import does to a manifest; nothing that is in it is ever changed. */
export interface MergedEntries {
  readonly added: readonly ImportedEntry[];
  readonly kept: readonly ImportedEntry[];
  readonly conflicts: readonly ImportConflict[];
}

/** Adds what is new, keeps what is there from the same place, and lists what would take another's name. */
export function mergeEntries(manifest: Manifest, entries: readonly ImportedEntry[]): MergedEntries {
  const taken = new Map<SkillId, ManifestSkill>(manifest.skills.map((skill) => [skill.id, skill]));
  const added: ImportedEntry[] = [];
  const kept: ImportedEntry[] = [];
  const conflicts: ImportConflict[] = [];
  for (const entry of entries) {
    const { skill } = entry;
    const rival = taken.get(skill.id);
    if (rival === undefined) {
      taken.set(skill.id, skill);
      added.push(entry);
    } else if (placeOf(rival) === placeOf(skill)) {
      if (manifest.skills.includes(rival)) kept.push(entry);
    } else {
      const present = sourceKey(rival.source);
      conflicts.push({ id: skill.id, present, imported: sourceKey(skill.source) });
    }
  }
  return { added, kept, conflicts };
}

/** Another branch or range of the same place is the person's decision since. */
function placeOf({ source }: ManifestSkill): string {
  return source.kind === 'git' ? `git+${source.url} ${source.path}` : sourceKey(source);
}
