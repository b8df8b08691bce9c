import type { Agent } from '../../agents/Agent.ts';
import { findProjectRoot, projectPlace } from '../../project/findProject.ts';
import { detectedAgents, knownAgents } from '../knownAgents.ts';
import { openProject } from '../openProject.ts';
import type { Services } from '../Services.ts';

/** What is known of an agent at a glance. */
export interface AgentSummary {
  readonly id: string;
  readonly name: string;
  readonly origin: 'built-in' | 'custom';
  readonly projectDirectory: string | null;
  readonly userDirectory: string | null;
  readonly readsShared: boolean;
}

/** One agent, and what it is to the project at hand. */
export interface ListedAgent extends AgentSummary {
  /** The project shows signs of it. */
  readonly detected: boolean;
  /** The project's manifest names it. */
  readonly chosen: boolean;
  readonly default: boolean;
}

/** Agents by id. */
export interface ListAgentsResult {
  readonly agents: readonly ListedAgent[];
}

/** Which agents are shown; all where nothing is asked for. */
export interface ListAgentsInput {
  /** Only those that are of use here: detected, chosen, custom or the default. */
  readonly relevant: boolean;
}

/** Every agent Paks can fill directories of. */
export async function listAgents(
  input: ListAgentsInput,
  services: Services,
): Promise<ListAgentsResult> {
  const root = findProjectRoot(services.fileSystem, services.workingDirectory);
  const place = projectPlace(root ?? services.workingDirectory, 'project');
  const detected = new Set(detectedAgents(services, place).map(({ id }) => id));
  const chosen = new Set(root === null ? [] : openProject(services, place).manifest.project.agents);
  const agents = knownAgents(services)
    .map((agent) => ({
      ...summaryOf(agent, services),
      detected: detected.has(agent.id),
      chosen: chosen.has(agent.id),
      default: services.config.defaultAgent === agent.id,
    }))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  return { agents: input.relevant ? agents.filter(isRelevant) : agents };
}

/** An agent with who describes it. */
export function summaryOf(agent: Agent, { config }: Services): AgentSummary {
  const { id, name, projectDirectory, userDirectory, readsShared } = agent;
  const origin = config.agents.some((custom) => custom.id === id) ? 'custom' : 'built-in';
  return { id, name, origin, projectDirectory, userDirectory, readsShared };
}

function isRelevant(agent: ListedAgent): boolean {
  return agent.detected || agent.chosen || agent.default || agent.origin === 'custom';
}
