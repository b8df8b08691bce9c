import type { Dependency } from '../model/Dependency.ts';
import type { Version } from '../model/Range.ts';
import type { Unavailable } from './Offer.ts';
import { fullSet, intersection, isSubset, union, type VersionSet } from './VersionSet.ts';

/** "The choice for this variable is in this set." */
export interface Term {
  readonly variable: number;
  readonly set: VersionSet;
}

/**
 * Terms that cannot all hold at once. No variable stands twice, and a term that always holds is
 * left out; one without terms says that there is no solution.
 * See https://github.com/dart-lang/pub/blob/master/doc/solver.md
 */
export interface Incompatibility {
  readonly terms: readonly Term[];
  readonly cause: Cause;
}

/** Why a requirement admits no version at all. */
export type NoMatch =
  | Unavailable
  /** Versions exist, and none is in the range. */
  | { readonly kind: 'no-match'; readonly newest: Version | null }
  /** In numbers the range would fit, but these are prereleases. */
  | { readonly kind: 'only-prereleases'; readonly newest: Version }
  | { readonly kind: 'only-yanked'; readonly newest: Version }
  | { readonly kind: 'only-too-young'; readonly newest: Version }
  | { readonly kind: 'locked'; readonly version: Version };

/** Versions of one skill, or the project itself, need another skill. */
export interface Requirement {
  readonly kind: 'requirement';
  /** The variable that needs it; null for the project. */
  readonly dependent: number | null;
  readonly dependency: Dependency;
  /** The variable that is needed. */
  readonly on: number;
  /** `[overrides]` decided range and source, whatever the dependent says. */
  readonly isOverridden: boolean;
  /** The project pins the skill to exactly this. */
  readonly isPin: boolean;
  readonly noMatch: NoMatch | null;
  /** Stands for several requirements of one skill on one other, whose ranges differ. */
  readonly isMerged?: boolean;
}

/** Why an incompatibility holds: a fact about the world, or a step from two others. */
export type Cause =
  | Requirement
  /** One skill cannot come from two sources. */
  | { readonly kind: 'sources' }
  /** Nobody could say what a version needs. */
  | { readonly kind: 'undescribed'; readonly problem: Unavailable }
  | {
      readonly kind: 'derived';
      readonly conflict: Incompatibility;
      readonly other: Incompatibility;
    };

/** The term on a variable, if there is one. */
export function termOn(incompatibility: Incompatibility, variable: number): Term | undefined {
  return incompatibility.terms.find((term) => term.variable === variable);
}

/**
 * What follows from two incompatibilities that clash in one variable (the rule of resolution): the
 * choice for it cannot be in either of the two sets while the other terms of both hold.
 */
export function resolvent(
  conflict: Incompatibility,
  other: Incompatibility,
  pivot: { readonly variable: number; readonly size: number },
): Incompatibility {
  const merged = new Map<number, VersionSet>();
  for (const { variable, set } of conflict.terms) merged.set(variable, set);
  for (const { variable, set } of other.terms) {
    const before = merged.get(variable);
    if (before === undefined) merged.set(variable, set);
    else if (variable === pivot.variable) merged.set(variable, union(before, set));
    else if (!isSubset(before, set)) merged.set(variable, intersection(before, set));
  }
  const clash = merged.get(pivot.variable);
  if (clash !== undefined && isSubset(fullSet(pivot.size), clash)) merged.delete(pivot.variable);
  const terms = Array.from(merged, ([variable, set]) => ({ variable, set }));
  return { terms, cause: { kind: 'derived', conflict, other } };
}
