import type { SkillId } from '../model/SkillId.ts';
import { type Catalog, sortedById } from './Catalog.ts';
import { notesOn, notesOnOverrides, notesOnPins } from './notes.ts';
import type { Resolution, ResolvedSkill, ResolveInput } from './Resolution.ts';
import type { Choice } from './VersionSolver.ts';

/** What was chosen, as data, with what the user should hear about it. */
export function describeResolution(
  input: ResolveInput,
  catalog: Catalog,
  choices: readonly Choice[],
): Resolution {
  const sorted = [...choices].sort((left, right) =>
    left.offer.subject.id < right.offer.subject.id ? -1 : 1,
  );
  const overridden = new Set(input.overrides.map((dependency) => dependency.id));
  const skills = new Map<SkillId, ResolvedSkill>();
  for (const { offer, candidate } of sorted) {
    const { id, source } = offer.subject;
    skills.set(id, {
      id,
      version: candidate.version,
      source,
      dependencies: sortedById(catalog.dependenciesOf(candidate)),
      yanked: candidate.yanked,
      overridden: overridden.has(id),
      pinned: catalog.isPinKept(offer.subject),
      wasLocked: catalog.isLocked(offer.subject, candidate.version),
    });
  }
  const notes = [
    ...notesOn(sorted, catalog),
    ...notesOnOverrides(input, skills),
    ...notesOnPins(input, skills),
  ];
  return { skills, notes };
}
