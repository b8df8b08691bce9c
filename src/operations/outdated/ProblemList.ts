import type { PaksError } from '../../errors/PaksError.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { OutdatedProblem } from './OutdatedResult.ts';

/** Collects failures; one repository that does not answer is one problem of all its skills. */
export class ProblemList {
  readonly #problems = new Map<string, OutdatedProblem>();

  /** `id` null for what concerns the project as a whole. */
  add(id: SkillId | null, { code, message, hint }: PaksError): void {
    const key = `${code} ${message}`;
    const known = this.#problems.get(key)?.skills ?? [];
    const skills = id === null ? known : [...known, id].sort();
    this.#problems.set(key, { skills, code, message, hint });
  }

  /** The most numerous first. */
  list(): readonly OutdatedProblem[] {
    return [...this.#problems.values()].sort(
      (left, right) => right.skills.length - left.skills.length,
    );
  }
}
