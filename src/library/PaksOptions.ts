import type { PaksEvent } from '../events/events.ts';

/** How Paks works for a program. Nothing is printed, nobody is asked, and the process is never ended. */
export interface PaksOptions {
  /** Where to work: the project's directory or one below it. Absolute or relative to the process's. */
  readonly directory: string;
  /** Personal skills instead of the project's. */
  readonly global?: boolean | undefined;
  /** The name of the registry for skills that name none; default the configured one. */
  readonly registry?: string | undefined;
  /** Caches only. */
  readonly offline?: boolean | undefined;
  /** Stale answers of registries are as good as fresh ones. */
  readonly preferOffline?: boolean | undefined;
  /** Ask registries afresh. */
  readonly noCache?: boolean | undefined;
  /** The environment that settings and tokens are read from; default a copy of the process's. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Told of everything that happens meanwhile. */
  readonly onEvent?: ((event: PaksEvent) => void) | undefined;
  /** Ends what is under way with `INTERRUPTED`; what was begun is undone or whole. */
  readonly signal?: AbortSignal | undefined;
}

/** How the directories of agents are filled. */
export interface InstallingOptions extends PaksOptions {
  /** Say what would change, change nothing. */
  readonly dryRun?: boolean | undefined;
  /** Never write the lock; fail when it is missing or outdated. */
  readonly frozen?: boolean | undefined;
  /** Replace what was edited (kept aside) and what Paks did not put there. */
  readonly force?: boolean | undefined;
  /** Only for these agents. */
  readonly agents?: readonly string[] | undefined;
  readonly groups?: readonly string[] | 'all' | undefined;
  /** Take skills whose frontmatter cannot be read. */
  readonly allowInvalid?: boolean | undefined;
  /** Run the commands of the project's `[scripts]`; default not. */
  readonly runScripts?: boolean | undefined;
}
