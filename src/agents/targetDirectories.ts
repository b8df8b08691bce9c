import { isAbsolute, join } from 'node:path';
import { type Agent, SHARED_DIRECTORY } from './Agent.ts';

/** Where directories are looked for: below a project, or in the user's home and its overrides. */
export type TargetScope =
  | { readonly kind: 'project'; readonly root: string }
  | {
      readonly kind: 'user';
      readonly home: string;
      readonly environment: Readonly<Record<string, string | undefined>>;
    };

/** A directory to fill with skills, and the ids of the agents that read it. */
export interface TargetDirectory {
  /** Absolute, in the system's notation. */
  readonly directory: string;
  readonly layout: Agent['layout'];
  readonly agents: readonly string[];
}

/**
 * The distinct directories of the agents: in a project, all readers of the shared directory are
 * served by one copy there. Agents without a directory in the scope have none here.
 */
export function targetDirectories(
  agents: readonly Agent[],
  scope: TargetScope,
): readonly TargetDirectory[] {
  const targets = new Map<string, TargetDirectory>();
  for (const agent of agents) {
    const directory = directoryOf(agent, scope);
    if (directory === null) continue;
    const key = `${agent.layout} ${directory}`;
    const served = targets.get(key)?.agents ?? [];
    targets.set(key, { directory, layout: agent.layout, agents: [...served, agent.id] });
  }
  return [...targets.values()];
}

/**
 * An agent's own directory in the scope, or null. An environment override counts when it is absolute
 * or below `~/`, as the XDG base directory specification has it.
 */
export function directoryOf(agent: Agent, scope: TargetScope): string | null {
  if (scope.kind === 'project') {
    const relative = agent.readsShared ? SHARED_DIRECTORY : agent.projectDirectory;
    return relative === null ? null : join(scope.root, relative);
  }
  if (agent.userDirectory === null) return null;
  return atHome(withOverride(agent, agent.userDirectory, scope.environment), scope.home);
}

function withOverride(
  agent: Agent,
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const { homeEnvironment } = agent;
  if (homeEnvironment === null) return directory;
  const value = environment[homeEnvironment.variable]?.trim() ?? '';
  if (!isAbsolute(value) && !value.startsWith('~/')) return directory;
  if (!directory.startsWith(`${homeEnvironment.replaces}/`)) return directory;
  return join(value, directory.slice(homeEnvironment.replaces.length));
}

function atHome(directory: string, home: string): string {
  return directory.startsWith('~/') ? join(home, directory.slice(2)) : join(directory);
}
