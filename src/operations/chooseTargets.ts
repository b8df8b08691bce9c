import { findAgent, selectAgents } from '../agents/selectAgents.ts';
import {
  type TargetDirectory,
  targetDirectories,
  type TargetScope,
} from '../agents/targetDirectories.ts';
import type { Agent } from '../agents/Agent.ts';
import { resolveDirectories } from '../linker/parents.ts';
import type { Manifest } from '../model/Manifest.ts';
import type { ProjectPlace } from '../project/Project.ts';
import { detectedAgents, knownAgents } from './knownAgents.ts';
import type { Services } from './Services.ts';

/** The directories of one install. */
export interface ChosenTargets {
  /** Those of the agents that the project as a whole is for. */
  readonly standard: readonly TargetDirectory[];
  /** Those that only single skills name, by agent. */
  readonly byAgent: ReadonlyMap<string, readonly TargetDirectory[]>;
  /** The agents that the project as a whole is for. */
  readonly agents: readonly Agent[];
  /** False where flag or manifest named the agents, so that what is detected does not matter. */
  readonly guessed: boolean;
  /** True when `--agent` narrowed this run: directories of others are then left alone. */
  readonly narrowed: boolean;
}

/**
 * Which directories an install fills: `--agent`, else the manifest's agents, else those detected, else
 * the default, else the shared directory. Throws `AGENT_UNKNOWN` and `AGENT_UNSUPPORTED`.
 */
export function chooseTargets(
  services: Services,
  place: ProjectPlace,
  input: { readonly manifest: Manifest; readonly agents: readonly string[] },
): ChosenTargets {
  const known = knownAgents(services);
  const scope = targetScope(services, place);
  const wishes = {
    flag: input.agents,
    manifest: input.manifest.project.agents ?? [],
    detected: detectedAgents(services, place),
    standard: services.config.defaultAgent,
  };
  const { agents, origin } = selectAgents(
    known,
    wishes,
    place.scope === 'project' ? 'project' : 'user',
  );
  const base = { fs: services.fileSystem, root: place.root, scope: userOrProject(place) };
  const directoriesOf = (chosen: readonly Agent[]) =>
    resolveDirectories(base, targetDirectories(chosen, scope));
  const named = new Set(input.manifest.skills.flatMap((skill) => skill.agents ?? []));
  return {
    standard: directoriesOf(agents),
    byAgent: new Map([...named].map((id) => [id, directoriesOf([findAgent(known, id)])])),
    agents,
    guessed: origin !== 'flag' && origin !== 'manifest',
    narrowed: input.agents.length > 0,
  };
}

/** Where a place's agents have their directories. */
export function targetScope(services: Services, place: ProjectPlace): TargetScope {
  if (place.scope === 'project') return { kind: 'project', root: place.root };
  const { home, variables } = services.environment;
  return { kind: 'user', home, environment: variables };
}

function userOrProject({ scope }: ProjectPlace): 'project' | 'user' {
  return scope === 'project' ? 'project' : 'user';
}
