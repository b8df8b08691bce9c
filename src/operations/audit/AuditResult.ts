import type { FindingId } from '../../audit/Finding.ts';
import type { ReleaseFindingId } from '../../audit/ReleaseFinding.ts';
import type { ErrorCode } from '../../errors/catalog.ts';
import type { Integrity } from '../../model/Integrity.ts';

/** `error`: near-certain, next to no honest use. `advice`: worth a look. */
export type AuditSeverity = 'error' | 'advice';

/** One finding in a skill, or about the release it is. */
export interface AuditFinding {
  readonly id: FindingId | ReleaseFindingId;
  readonly severity: AuditSeverity;
  /** One lower-case clause. */
  readonly message: string;
  /** `/`-separated, relative to the skill; null for what concerns the release. */
  readonly path: string | null;
  /** From 1; 1 and 1 for what concerns a whole file or the release. */
  readonly line: number;
  readonly column: number;
  /** The lines of `paks.toml` that accept it for this content; null where none can. */
  readonly dismissal: string | null;
}

/** A kind of finding that was found. */
export interface AuditRule {
  readonly id: string;
  /** One clause. */
  readonly summary: string;
}

/** One locked skill and what was found. */
export interface AuditedSkill {
  readonly id: string;
  /** `local` for a folder of the project's own. */
  readonly version: string;
  readonly source: string;
  /** The folder of a skill of the project's own, relative to the manifest; null for every other. */
  readonly folder: string | null;
  /** Null where the content could not be read and is not locked. */
  readonly integrity: Integrity | null;
  /** Where its block in `paks.lock` begins, from 1. */
  readonly lockLine: number;
  readonly findings: readonly AuditFinding[];
  readonly dismissed: readonly AuditFinding[];
}

/** The parts of an audit that can fail by themselves. */
export type AuditCheck = 'content' | 'release' | 'tag';

/** A check of one skill that could not be made: then the audit has not passed. */
export interface FailedCheck {
  readonly id: string;
  readonly check: AuditCheck;
  readonly code: ErrorCode;
  readonly message: string;
}

/** A check of one skill that needs a network, left out because of `--offline`. */
export interface LeftOutCheck {
  readonly id: string;
  readonly check: AuditCheck;
}

/** What was found in the skills of a lock; nothing of the project was changed. */
export interface AuditResult {
  readonly root: string;
  readonly skills: readonly AuditedSkill[];
  /** What the findings are, each kind once. */
  readonly rules: readonly AuditRule[];
  /** All that count, whatever `severity` lets be shown. */
  readonly errors: number;
  readonly advice: number;
  readonly dismissed: number;
  readonly failed: readonly FailedCheck[];
  readonly leftOut: readonly LeftOutCheck[];
  /** The severity from which a finding fails the audit. */
  readonly level: AuditSeverity;
  readonly passed: boolean;
}
