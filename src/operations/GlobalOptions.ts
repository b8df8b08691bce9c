/** What every command accepts, as parsed from its flags. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly color: 'auto' | 'always' | 'never';
  readonly offline: boolean;
  /** Stale answers of registries are as good as fresh ones. */
  readonly preferOffline: boolean;
  readonly noCache: boolean;
  /** A registry's name; null for the configured default. */
  readonly registry: string | null;
  /** The directory to work in; null for the process's own. */
  readonly directory: string | null;
  /** Answers every confirmation with yes; widens nothing else. */
  readonly assumeYes: boolean;
}
