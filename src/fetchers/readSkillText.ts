import { parseSkill } from '../manifest/parseSkill.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { SkillMetadata } from '../model/SkillMetadata.ts';
import type { RegistryName, Source } from '../model/Source.ts';
import { rebaseDependencies } from './rebaseDependencies.ts';

/** Reads a `SKILL.md` of a known owner. Throws `SKILL_INVALID`. */
export type ReadSkillText = (id: SkillId, source: Source, bytes: Uint8Array) => SkillMetadata;

/**
 * A reader of `SKILL.md` files whose unqualified dependencies mean `registry`, with folders seen from
 * the project.
 */
export function createSkillReader(registry: RegistryName, allowInvalid: boolean): ReadSkillText {
  return (id, source, bytes) => {
    const metadata = parseSkill(bytes, { file: `${id}/SKILL.md`, registry, allowInvalid });
    return {
      ...metadata,
      dependencies: rebaseDependencies(id, source, metadata.dependencies),
    };
  };
}
