import type { CheckName, Diagnosis } from './Diagnosis.ts';

/** One finding as data. */
export interface DoctorFinding {
  readonly check: CheckName;
  readonly status: Diagnosis['status'];
  readonly message: string;
  readonly hint: string | null;
  /** `--fix` can put it right. */
  readonly fixable: boolean;
  /** `--fix` did. */
  readonly fixed: boolean;
}

/** Everything that was looked at. */
export interface DoctorResult {
  readonly root: string;
  /** True when no problem is left. */
  readonly healthy: boolean;
  readonly findings: readonly DoctorFinding[];
}
