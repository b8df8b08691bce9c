/** How the directories of agents are made to match a lock. */
export interface ApplyOptions {
  /** The user's personal skills instead of a project's. */
  readonly global: boolean;
  readonly dryRun: boolean;
  /** True: never write the lock. Null: as the command sees fit. */
  readonly frozen: boolean | null;
  /** Replace what was edited (kept aside) and what Paks did not put there. */
  readonly force: boolean;
  /** Only for these agents; empty for those the project chose. */
  readonly agents: readonly string[];
  readonly groups: readonly string[] | 'all';
  /** Take skills whose frontmatter cannot be read. */
  readonly allowInvalid: boolean;
  /** Do not run the commands of `[scripts]`. */
  readonly ignoreScripts?: boolean | undefined;
}
