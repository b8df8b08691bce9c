import type { Integrity } from '../model/Integrity.ts';
import type { DismissedFinding } from '../model/Manifest.ts';

/** Findings that still count, and those that the project has accepted. */
export interface SplitFindings<Found> {
  readonly open: readonly Found[];
  readonly dismissed: readonly Found[];
}

/** A dismissal holds for one kind of finding in one content: any other byte, and it is open again. */
export function splitDismissed<Found extends { readonly id: string }>(
  findings: readonly Found[],
  integrity: Integrity,
  dismissals: readonly DismissedFinding[],
): SplitFindings<Found> {
  const accepted = new Set<string>(
    dismissals.filter((each) => each.integrity === integrity).map((each) => each.finding),
  );
  return {
    open: findings.filter(({ id }) => !accepted.has(id)),
    dismissed: findings.filter(({ id }) => accepted.has(id)),
  };
}
