import { PaksError } from '../../errors/PaksError.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import type { ManifestSkill } from '../../model/Manifest.ts';
import { isSkillId } from '../../model/SkillId.ts';
import type { RegistryName } from '../../model/Source.ts';
import type { Project } from '../../project/Project.ts';
import type { AddInput } from '../AddInput.ts';
import type { Services } from '../Services.ts';

/** What additions are worked out with. */
export interface AddingContext {
  readonly services: Services;
  readonly project: Project;
  readonly objects: GitObjects;
  /** Where unqualified names come from. */
  readonly registry: RegistryName;
  /** `allow-sources`; undefined allows all. */
  readonly allowedSources: readonly string[] | undefined;
}

/** What the flags say about every skill that is added, whatever its source. */
export type EntryOptions = Pick<ManifestSkill, 'as' | 'agents' | 'directory' | 'group'>;

/** The part of a manifest entry that flags decide; what was not said is left out. Throws `NAME_INVALID`. */
export function entryOptions(input: AddInput): EntryOptions {
  if (input.as !== null && (!isSkillId(input.as) || input.as.includes('/'))) {
    throw badDirectory(input.as);
  }
  return {
    group: input.group,
    ...(input.as === null ? {} : { as: input.as }),
    ...(input.agents.length === 0 ? {} : { agents: input.agents }),
    ...(input.directory === null ? {} : { directory: input.directory }),
  };
}

function badDirectory(name: string): PaksError {
  return new PaksError('NAME_INVALID', {
    message: `\`--as ${name}\` cannot be a directory of every system`,
    hint: 'use letters, digits and hyphens',
  });
}
