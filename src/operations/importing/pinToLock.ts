import type { GitObjects } from '../../fetchers/GitObjects.ts';
import { versionsOfSkill } from '../../git/tags.ts';
import type { Manifest, ManifestSkill } from '../../model/Manifest.ts';
import type { ManifestPin } from '../../model/ManifestPin.ts';
import type { ImportedEntry } from './ImportedEntry.ts';

/**
 * The manifest, in memory only, with every imported skill held at the commit that the other tool had locked,
 * so that resolving locks just that. A tag by name holds itself.
 */
export async function pinToLock(
  manifest: Manifest,
  entries: readonly ImportedEntry[],
  objects: GitObjects,
): Promise<Manifest> {
  const pins = new Map<string, ManifestPin>();
  for (const entry of entries) {
    const pin = await pinOf(entry, objects);
    if (pin !== null) pins.set(entry.skill.id, pin);
  }
  const held = (skill: ManifestSkill): ManifestSkill => {
    const pin = pins.get(skill.id);
    return pin === undefined ? skill : { ...skill, pin };
  };
  return { ...manifest, skills: manifest.skills.map(held) };
}

async function pinOf(
  { skill, commit }: ImportedEntry,
  objects: GitObjects,
): Promise<ManifestPin | null> {
  const { source, id } = skill;
  if (source.kind !== 'git' || commit === null) return null;
  switch (source.reference.kind) {
    case 'default':
    case 'branch':
      return { kind: 'commit', commit };
    case 'commit':
    case 'tag':
      return null;
    case 'versions': {
      const tags = await objects.references(source.url, 'refs/tags/');
      const versions = versionsOfSkill(tags, { id, path: source.path });
      const locked = versions.find((version) => version.commit === commit);
      return locked === undefined ? null : { kind: 'version', version: locked.version };
    }
  }
}
