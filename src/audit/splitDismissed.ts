import type { Integrity } from '../model/Integrity.ts';
import type { DismissedFinding } from '../model/Manifest.ts';
import type { Finding } from './Finding.ts';

/** Findings that still count, and those that the project has accepted. */
export interface SplitFindings {
  readonly open: readonly Finding[];
  readonly dismissed: readonly Finding[];
}

/** A dismissal holds for one kind of finding in one content: any other byte, and it is open again. */
export function splitDismissed(
  findings: readonly Finding[],
  integrity: Integrity,
  dismissals: readonly DismissedFinding[],
): SplitFindings {
  const accepted = new Set<string>(
    dismissals.filter((each) => each.integrity === integrity).map((each) => each.finding),
  );
  return {
    open: findings.filter(({ id }) => !accepted.has(id)),
    dismissed: findings.filter(({ id }) => accepted.has(id)),
  };
}
