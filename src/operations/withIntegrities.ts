import type { Integrity } from '../model/Integrity.ts';
import type { Lockfile } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';

/** A lockfile with the content hashes that only the bytes could tell. Folders stay without one. */
export function withIntegrities(
  lockfile: Lockfile,
  integrities: ReadonlyMap<SkillId, Integrity>,
): Lockfile {
  return {
    skills: lockfile.skills.map((skill) =>
      skill.pin.kind === 'path' || skill.integrity !== null
        ? skill
        : { ...skill, integrity: integrities.get(skill.id) ?? null },
    ),
  };
}
