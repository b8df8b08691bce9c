/** An environment variable that moves an agent's home: `replaces` is the part of `userDirectory` it stands for. */
interface HomeEnvironment {
  readonly variable: string;
  readonly replaces: string;
}

/**
 * Where one agent looks for skills. Data, not behaviour: adding an agent is adding a row.
 * Paths are `/`-separated.
 */
export interface Agent {
  /** What `--agent` and `[project] agents` say. */
  readonly id: string;
  /** As a person knows it. */
  readonly name: string;
  /** Relative to the project; null for an agent that has personal skills only. */
  readonly projectDirectory: string | null;
  /** Starts with `~/`, or absolute; null for an agent that has a project's skills only. */
  readonly userDirectory: string | null;
  /** Files or folders of a project, any of which shows that the agent is used there. */
  readonly detect: readonly string[];
  /** True when it reads a project's shared `.agents/skills`, which then serves it. */
  readonly readsShared: boolean;
  readonly homeEnvironment: HomeEnvironment | null;
  /** `account`: skills land in `<directory>/<account>/<name>/` instead of `<directory>/<name>/`. */
  readonly layout: 'flat' | 'account';
  /** True when it asks that a skill's frontmatter name be its directory's, and may hide one that is not so. */
  readonly hidesMismatchedNames: boolean;
}

/** A project's directory that many agents read beside or instead of their own. */
export const SHARED_DIRECTORY = '.agents/skills';

/** The agent that stands for every reader of the shared directory. */
export const SHARED_AGENT = 'universal';
