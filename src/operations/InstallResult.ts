/** One skill whose version or source changed, or that came or went. */
export interface SkillChange {
  readonly id: string;
  readonly kind: 'added' | 'updated' | 'removed';
  /** Null for what was not there before. */
  readonly from: string | null;
  /** Null for what is no longer there. */
  readonly to: string | null;
  readonly source: string;
}

/** One directory that was written, removed or deliberately left alone; relative to the root where inside. */
export interface DirectoryChange {
  readonly directory: string;
  readonly id: string;
  readonly kind: 'created' | 'replaced' | 'removed' | 'kept';
  /** For `kept`: the files someone changed. */
  readonly files?: readonly string[] | undefined;
  /** Where the edited copy went, when `--force` replaced it. */
  readonly backup?: string | undefined;
}

/** Something worth knowing that did not stop the install. */
export interface InstallWarning {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What `install`, `add`, `remove`, `update` and `ci` did, or with `--dry-run` would do. */
export interface InstallResult {
  readonly root: string;
  readonly dryRun: boolean;
  /** True when manifest, lock and directories already agreed. */
  readonly upToDate: boolean;
  /** Skills that the selection installs. */
  readonly skills: number;
  readonly agents: readonly string[];
  readonly changes: readonly SkillChange[];
  readonly directories: readonly DirectoryChange[];
  readonly lockfile: 'written' | 'unchanged';
  readonly manifest: 'written' | 'unchanged';
  readonly warnings: readonly InstallWarning[];
}
