import { nearest } from '../errors/nearest.ts';
import { PaksError } from '../errors/PaksError.ts';
import { type Agent, SHARED_AGENT } from './Agent.ts';

/** Who says which agents are served, strongest first. An empty list says nothing. */
export interface AgentWishes {
  /** `--agent`, as often as given. */
  readonly flag: readonly string[];
  /** `[project] agents`. */
  readonly manifest: readonly string[];
  /** What {@link detectAgents} found. */
  readonly detected: readonly Agent[];
  /** `PAKS_AGENT` or the setting. */
  readonly standard: string | undefined;
}

/** Whose skills are installed: a project's, or the user's own (`-g`). */
export type AgentScope = 'project' | 'user';

/** The chosen agents, each once, and who chose them. */
export interface AgentSelection {
  readonly agents: readonly Agent[];
  readonly origin: 'flag' | 'manifest' | 'detected' | 'default' | 'shared';
}

/**
 * Chooses by the first wish that says something, else the shared directory. Throws `AGENT_UNKNOWN`
 * with the nearest id, and `AGENT_UNSUPPORTED` for a named agent that has no directory in the scope.
 */
export function selectAgents(
  known: readonly Agent[],
  wishes: AgentWishes,
  scope: AgentScope,
): AgentSelection {
  const { flag, manifest, detected, standard } = wishes;
  if (flag.length > 0) return { agents: named(known, flag, scope), origin: 'flag' };
  if (manifest.length > 0) return { agents: named(known, manifest, scope), origin: 'manifest' };
  const usable = detected.filter((agent) => directoryIn(agent, scope) !== null);
  if (usable.length > 0) return { agents: usable, origin: 'detected' };
  if (standard !== undefined && standard !== '') {
    return { agents: named(known, [standard], scope), origin: 'default' };
  }
  return { agents: named(known, [SHARED_AGENT], scope), origin: 'shared' };
}

/** The agent of this id. Throws `AGENT_UNKNOWN` with the nearest one. */
export function findAgent(known: readonly Agent[], id: string): Agent {
  const found = known.find((agent) => agent.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    known.map((agent) => agent.id),
  );
  throw new PaksError('AGENT_UNKNOWN', {
    message: `there is no agent \`${id}\``,
    hint:
      near === undefined
        ? 'run `paks agent list` to see them all, or `paks agent add` to describe your own'
        : `did you mean \`${near}\`? \`paks agent list\` shows them all`,
    data: { agent: id, nearest: near ?? null },
  });
}

function named(
  known: readonly Agent[],
  ids: readonly string[],
  scope: AgentScope,
): readonly Agent[] {
  return [...new Set(ids)].map((id) => {
    const agent = findAgent(known, id);
    if (directoryIn(agent, scope) !== null) return agent;
    throw unsupported(agent, scope);
  });
}

function directoryIn(agent: Agent, scope: AgentScope): string | null {
  return scope === 'project' ? agent.projectDirectory : agent.userDirectory;
}

function unsupported(agent: Agent, scope: AgentScope): PaksError {
  const [lacks, way] =
    scope === 'project'
      ? ["a project's skills", 'add `-g` to install for yourself']
      : ['personal skills', 'leave out `-g` to install into a project'];
  return new PaksError('AGENT_UNSUPPORTED', {
    message: `\`${agent.id}\` (${agent.name}) has no directory for ${lacks}`,
    hint: `${way}, or choose another with \`--agent\``,
    data: { agent: agent.id, scope },
  });
}
