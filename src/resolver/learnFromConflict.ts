import { type Incompatibility, resolvent } from './Incompatibility.ts';
import type { Assignment, PartialSolution } from './PartialSolution.ts';

/** What a conflict teaches. */
export interface Lesson {
  /** Holds always; without terms it says that there is no solution. */
  readonly incompatibility: Incompatibility;
  /** The step that it rules out once that step is taken back; null where there is no solution. */
  readonly culprit: Assignment | null;
}

/**
 * Resolves a violated incompatibility with the causes of the steps that violated it, latest first,
 * until what remains would have ruled out one step while everything before it stands.
 * See "Conflict Resolution" in https://github.com/dart-lang/pub/blob/master/doc/solver.md
 */
export function learnFromConflict(
  violated: Incompatibility,
  solution: PartialSolution,
  sizeOf: (variable: number) => number,
): Lesson {
  let incompatibility = violated;
  while (incompatibility.terms.length > 0) {
    const { satisfier, previousLevel } = latestSatisfier(incompatibility, solution);
    const { cause, variable, level } = satisfier;
    if (cause === null) return { incompatibility, culprit: satisfier };
    if (previousLevel < level && !isLate(satisfier, cause, solution)) {
      return { incompatibility, culprit: satisfier };
    }
    incompatibility = resolvent(incompatibility, cause, { variable, size: sizeOf(variable) });
  }
  return { incompatibility, culprit: null };
}

/** The step that violated an incompatibility, and the level at which all its other terms held. */
function latestSatisfier(
  violated: Incompatibility,
  solution: PartialSolution,
): { readonly satisfier: Assignment; readonly previousLevel: number } {
  const steps = violated.terms.map((term) => ({ term, step: solution.satisfier(term) }));
  const latest = steps.reduce((left, right) => (right.step.index > left.step.index ? right : left));
  const others = steps.filter((each) => each !== latest).map(({ step }) => step.level);
  const { cause, variable } = latest.step;
  const forced = cause?.terms.find((term) => term.variable === variable);
  if (forced !== undefined) {
    others.push(solution.levelWithin(variable, latest.term.set, forced.set));
  }
  return { satisfier: latest.step, previousLevel: Math.max(0, ...others) };
}

/**
 * Whether a step could have been taken at an earlier level, had its cause been known there. Ruling it
 * out would change nothing there, so the search for the culprit goes on behind it.
 */
function isLate(step: Assignment, cause: Incompatibility, solution: PartialSolution): boolean {
  return cause.terms.every(
    (term) => term.variable === step.variable || solution.satisfier(term).level < step.level,
  );
}
