import type { SkillId } from '../../model/SkillId.ts';
import { lockedSkills, type Project } from '../../project/Project.ts';
import { findEntry } from '../findEntry.ts';
import { assertGroups, selectSkills } from '../selectSkills.ts';

/** Which skills a person asked about; nothing named stands for all. */
export interface Asked {
  readonly names: readonly string[];
  readonly groups: readonly string[] | 'all';
}

/**
 * The ids of everything in lock or manifest, of what was named, or of what these groups ask for with
 * its dependencies. Throws `SKILL_NOT_IN_PROJECT`, and `USAGE` for an unknown group.
 */
export function idsToCheck(project: Project, { names, groups }: Asked): ReadonlySet<SkillId> {
  const { manifest } = project;
  const locked = lockedSkills(project);
  const known = [...manifest.skills, ...locked].map(({ id }) => id);
  if (names.length > 0) {
    return new Set(names.map((name) => findEntry(name, known, 'in this project')));
  }
  if (groups === 'all' || groups.length === 0) return new Set(known);
  assertGroups(manifest, groups);
  const skills = manifest.skills.filter(({ group }) => group !== null && groups.includes(group));
  const reached = selectSkills({ ...manifest, skills }, locked, 'all');
  return new Set([...skills.map(({ id }) => id), ...reached.keys()]);
}
