/** What can be wrong with a locked release that its content does not show (`docs/spec/audit.md`). */
export type ReleaseFindingId =
  | 'changed-content'
  | 'changed-release'
  | 'moved-tag'
  | 'yanked'
  | 'too-young'
  | 'source-not-allowed';

/** One thing about a locked release, as opposed to a line of it. `error` as in `Finding`. */
export interface ReleaseFinding {
  readonly id: ReleaseFindingId;
  readonly severity: 'error' | 'advice';
  /** One lower-case clause, safe to print. */
  readonly message: string;
}

/** What no dismissal accepts: it is answered by an edit of the policy, by time, or by locking again. */
export const LASTING_FINDINGS: ReadonlySet<string> = new Set<ReleaseFindingId>([
  'changed-content',
  'changed-release',
  'source-not-allowed',
  'too-young',
]);
