import { firstOf, has, isSingle, type VersionSet } from './VersionSet.ts';

/** What the search has to know about a variable; the last position means "not selected". */
export interface Domain {
  readonly size: number;
  /** The position to try first, and before other variables; -1 for none. */
  readonly favourite: number;
  /** Decided before (`first`) or after (`second`) what is to be updated. */
  readonly urgency: 'first' | 'update' | 'second' | null;
}

/** A variable with this many conflicts is decided before those that had fewer. */
export const TROUBLESOME = 5;

/**
 * When a variable is decided, lower first: held locks, names to update, other locks, variables with
 * one position left, troublesome ones, the rest.
 */
export function rankOf(domain: Domain, possible: VersionSet, conflicts: number): number {
  const { favourite, urgency } = domain;
  if (urgency === 'update') return 1;
  if (favourite >= 0 && has(possible, favourite)) return urgency === 'first' ? 0 : 2;
  if (isSingle(possible)) return 3;
  return conflicts >= TROUBLESOME ? 4 : 5;
}

/** The position to try: the favourite while possible, else the newest. */
export function candidateOf({ favourite }: Domain, possible: VersionSet): number {
  return favourite >= 0 && has(possible, favourite) ? favourite : firstOf(possible);
}
