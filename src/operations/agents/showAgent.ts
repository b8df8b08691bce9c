import { join } from 'node:path';
import type { Agent } from '../../agents/Agent.ts';
import { agentSource } from '../../agents/agentSource.ts';
import { findAgent } from '../../agents/selectAgents.ts';
import { directoryOf, type TargetScope } from '../../agents/targetDirectories.ts';
import { variable } from '../../io/environment.ts';
import { listIfThere } from '../../io/listIfThere.ts';
import { targetPath } from '../../linker/Link.ts';
import { readLedger } from '../../linker/ownership.ts';
import { findProjectRoot, projectPlace } from '../../project/findProject.ts';
import { detectedAgents, knownAgents } from '../knownAgents.ts';
import type { Services } from '../Services.ts';
import { type AgentSummary, summaryOf } from './listAgents.ts';

/** A directory of an agent, and what is in it. */
export interface AgentPlace {
  readonly scope: 'project' | 'user';
  /** Absolute. */
  readonly directory: string;
  readonly exists: boolean;
  /** The variable that moved it, or null. */
  readonly movedBy: string | null;
  readonly skills: readonly AgentSkill[];
}

/** A directory with a `SKILL.md` that the agent finds. */
export interface AgentSkill {
  /** `account/name` where the agent keeps accounts apart. */
  readonly name: string;
  /** Paks put it there. */
  readonly managed: boolean;
}

/** All that is known of one agent. */
export interface ShowAgentResult extends AgentSummary {
  /** Files or folders of a project that show its use. */
  readonly detect: readonly string[];
  readonly homeVariable: string | null;
  readonly layout: Agent['layout'];
  readonly hidesMismatchedNames: boolean;
  readonly detected: boolean;
  readonly default: boolean;
  readonly places: readonly AgentPlace[];
  readonly sources: readonly string[];
}

/** Tells where an agent looks and what it finds there. Throws `AGENT_UNKNOWN`. */
export async function showAgent(id: string, services: Services): Promise<ShowAgentResult> {
  const agent = findAgent(knownAgents(services), id);
  const root = findProjectRoot(services.fileSystem, services.workingDirectory);
  const here = projectPlace(root ?? services.workingDirectory, 'project');
  const summary = summaryOf(agent, services);
  const { detect, homeEnvironment, layout, hidesMismatchedNames } = agent;
  return {
    ...summary,
    detect,
    homeVariable: homeEnvironment?.variable ?? null,
    layout,
    hidesMismatchedNames,
    detected: detectedAgents(services, here).some((found) => found.id === id),
    default: services.config.defaultAgent === id,
    places: [
      ...(root === null ? [] : placeIn(agent, { kind: 'project', root }, services)),
      ...placeIn(agent, userScope(services), services),
    ],
    sources: [summary.origin === 'custom' ? services.config.configFile : agentSource(id)],
  };
}

function userScope({ environment }: Services): TargetScope {
  return { kind: 'user', home: environment.home, environment: environment.variables };
}

function placeIn(agent: Agent, scope: TargetScope, services: Services): readonly AgentPlace[] {
  const directory = directoryOf(agent, scope);
  if (directory === null) return [];
  const { fileSystem } = services;
  const managed = managedPaths(scope, services);
  const skills = skillsBelow(agent, directory, services).map((name) => ({
    name,
    managed: managed.has(join(directory, name)),
  }));
  return [
    {
      scope: scope.kind,
      directory,
      exists: fileSystem.stat(directory)?.isDirectory() === true,
      movedBy: scope.kind === 'user' ? movingVariable(agent, directory, services) : null,
      skills,
    },
  ];
}

function movingVariable(agent: Agent, directory: string, services: Services): string | null {
  const name = agent.homeEnvironment?.variable;
  if (name === undefined || variable(services.environment, name) === undefined) return null;
  const usual = directoryOf({ ...agent, homeEnvironment: null }, userScope(services));
  return usual === directory ? null : name;
}

function managedPaths(scope: TargetScope, { fileSystem, config }: Services): ReadonlySet<string> {
  const root = scope.kind === 'project' ? scope.root : config.globalDirectory;
  const { ledger } = readLedger(fileSystem, { root, scope: scope.kind });
  return new Set([...ledger.rows.values()].map(targetPath));
}

function skillsBelow(agent: Agent, directory: string, { fileSystem }: Services): readonly string[] {
  const names = (path: string): readonly string[] =>
    fileSystem.stat(path)?.isDirectory() === true
      ? listIfThere(fileSystem, path).map(({ name }) => name)
      : [];
  const candidates =
    agent.layout === 'flat'
      ? names(directory)
      : names(directory).flatMap((account) =>
          names(join(directory, account)).map((name) => `${account}/${name}`),
        );
  return candidates
    .filter((name) => fileSystem.stat(join(directory, name, 'SKILL.md'))?.isFile() === true)
    .toSorted();
}
