import { join } from 'node:path';
import type { Agent } from '../agents/Agent.ts';
import { agents as builtIn } from '../agents/agents.ts';
import { withCustomAgents } from '../agents/customAgent.ts';
import { detectAgents } from '../agents/detectAgents.ts';
import type { ProjectPlace } from '../project/Project.ts';
import type { Services } from './Services.ts';

/** The built-in agents with those of the user's settings. */
export function knownAgents({ config }: Services): readonly Agent[] {
  return withCustomAgents(builtIn, config.agents);
}

/** Those of them that a project shows signs of; none for personal skills. */
export function detectedAgents(services: Services, place: ProjectPlace): readonly Agent[] {
  if (place.scope !== 'project') return [];
  const { fileSystem } = services;
  return detectAgents(
    knownAgents(services),
    (path) => fileSystem.stat(join(place.root, path)) !== undefined,
  );
}
