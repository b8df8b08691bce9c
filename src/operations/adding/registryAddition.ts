import type { RegistryWish } from '../../manifest/SourceWish.ts';
import { ANY } from '../../model/Range.ts';
import { sourceKey } from '../../model/Source.ts';
import type { Addition } from './Addition.ts';
import type { AddingContext, EntryOptions } from './AddingContext.ts';

/**
 * A registry skill as a manifest entry. Without a range an entry that is already there keeps its own,
 * so that adding twice changes nothing; a new one gets `^` the version that is chosen.
 */
export function registryAddition(
  wish: RegistryWish,
  options: EntryOptions,
  { project }: AddingContext,
): Addition {
  const { id, range, registry } = wish;
  const source = { kind: 'registry', registry } as const;
  if (range !== undefined) return { skill: { id, range, source, ...options }, caret: false };
  const known = project.manifest.skills.find(
    (skill) => skill.id === id && sourceKey(skill.source) === sourceKey(source),
  );
  if (known !== undefined)
    return { skill: { ...known, ...options, group: known.group }, caret: false };
  return { skill: { id, range: ANY, source, ...options }, caret: true };
}
