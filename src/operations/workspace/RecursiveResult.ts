import type { ExitCode } from '../../errors/catalog.ts';
import type { Failure } from '../../errors/describeFailure.ts';

/** What came of one project: a result (whose answer may be "no"), or a failure. */
export type ProjectOutcome<Result> = {
  /** Relative to where the search began; `.` for the directory itself. */
  readonly project: string;
  readonly exit: ExitCode;
} & (
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: Omit<Failure, 'stack'> }
);

/** What came of every project, in the order of their paths. */
export interface RecursiveResult<Result> {
  /** Where the search began. */
  readonly root: string;
  readonly projects: readonly ProjectOutcome<Result>[];
  /** Projects that were left alone because of `--bail`. */
  readonly left: readonly string[];
}
