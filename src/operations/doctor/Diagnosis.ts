/** What was looked at. */
export type CheckName =
  | 'configuration'
  | 'git'
  | 'accounts'
  | 'registries'
  | 'project'
  | 'lock'
  | 'links'
  | 'directories'
  | 'permissions'
  | 'disk'
  | 'duplicates'
  | 'names'
  | 'context';

/** What one look found. `skipped`: it could not be looked at, and why is the message. */
export interface Diagnosis {
  readonly check: CheckName;
  readonly status: 'ok' | 'advice' | 'problem' | 'skipped';
  /** One lower-case clause. */
  readonly message: string;
  /** The next command or edit. */
  readonly hint?: string | undefined;
  /** Puts it right without losing anything; absent where a person has to decide. */
  readonly mend?: (() => Promise<void>) | undefined;
}
