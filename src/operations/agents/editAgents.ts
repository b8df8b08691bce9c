import { agents as builtIn } from '../../agents/agents.ts';
import { customAgent } from '../../agents/customAgent.ts';
import { findAgent } from '../../agents/selectAgents.ts';
import { editConfigFile } from '../../config/editConfigFile.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { removeTomlValue } from '../../toml/removeTomlValue.ts';
import { setTomlTable } from '../../toml/setTomlTable.ts';
import { knownAgents } from '../knownAgents.ts';
import type { Services } from '../Services.ts';
import { lockServices } from '../lockServices.ts';
import { setSetting } from '../settings/setSetting.ts';

/** What `paks agent add` was asked for. */
export interface AddAgentInput {
  readonly id: string;
  readonly name: string | null;
  /** Relative to a project. */
  readonly projectDirectory: string | null;
  /** Absolute, or below `~/`. */
  readonly userDirectory: string | null;
  /** It reads a project's shared `.agents/skills`. */
  readonly readsShared: boolean;
  /** Describe a known agent anew. */
  readonly force: boolean;
}

/** The agent as the settings now describe it. */
export interface AddAgentResult {
  readonly file: string;
  readonly id: string;
  readonly name: string;
  readonly projectDirectory: string | null;
  readonly userDirectory: string | null;
  readonly readsShared: boolean;
  readonly changed: boolean;
}

/**
 * Describes an agent in the user's settings. Throws `NAME_INVALID`, `CONFIG_INVALID` for directories
 * that cannot be, and `USAGE` for a known id without `force`.
 */
export async function addAgent(input: AddAgentInput, services: Services): Promise<AddAgentResult> {
  const { id, name, projectDirectory, userDirectory, readsShared } = input;
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw idRefused(id);
  const settings = {
    name: name ?? undefined,
    projectDirectory: projectDirectory ?? undefined,
    userDirectory: userDirectory ?? undefined,
    readsShared: readsShared ? true : undefined,
  };
  const agent = customAgent({ id, ...settings });
  if (!input.force) refuseOther(input, services);
  const { configFile: file } = services.config;
  const changed = await editConfigFile(file, lockServices(services), (text) =>
    setTomlTable(text, ['agents', id], {
      name: settings.name,
      'project-directory': settings.projectDirectory,
      'user-directory': settings.userDirectory,
      'reads-shared': settings.readsShared,
    }),
  );
  return {
    file,
    id,
    name: agent.name,
    projectDirectory: agent.projectDirectory,
    userDirectory: agent.userDirectory,
    readsShared: agent.readsShared,
    changed,
  };
}

/** What became of an agent of the settings. */
export interface RemoveAgentResult {
  readonly file: string;
  readonly id: string;
  /** It was the default agent, and no default is set any more. */
  readonly default: boolean;
}

/** Takes an agent out of the user's settings; skills in its directories stay. Throws `USAGE`, `AGENT_UNKNOWN`. */
export async function removeAgent(id: string, services: Services): Promise<RemoveAgentResult> {
  const { config } = services;
  findAgent(knownAgents(services), id);
  if (!config.agents.some((custom) => custom.id === id)) {
    throw new PaksError('USAGE', {
      message: `\`${id}\` is built in; only agents of your own can be removed`,
      hint: 'run `paks agent list --relevant` to see yours',
    });
  }
  const file = config.configFile;
  const isBuiltIn = builtIn.some((agent) => agent.id === id);
  const losesDefault = config.origins.defaultAgent.kind === 'user' && config.defaultAgent === id;
  const unsets = losesDefault && !isBuiltIn;
  await editConfigFile(file, lockServices(services), (text) => {
    const removed = removeTomlValue(text, ['agents', id]);
    return unsets ? removeTomlValue(removed, ['default-agent']) : removed;
  });
  return { file, id, default: unsets };
}

/** The agent to install for where a project names and shows none. */
export interface DefaultAgentResult {
  readonly id: string | null;
  readonly changed: boolean;
}

/** Chooses it; without an id only tells it. Throws `AGENT_UNKNOWN`. */
export async function setDefaultAgent(
  id: string | null,
  services: Services,
): Promise<DefaultAgentResult> {
  if (id === null) return { id: services.config.defaultAgent ?? null, changed: false };
  const { changed } = await setSetting({ key: 'default-agent', values: [id] }, services);
  return { id, changed };
}

function idRefused(id: string): PaksError {
  return new PaksError('NAME_INVALID', {
    message: `\`${id}\` is not an agent id`,
    hint: 'use lower-case letters, digits and hyphens',
  });
}

/** The same description again is no conflict. */
function refuseOther(input: AddAgentInput, services: Services): void {
  const { id } = input;
  const own = services.config.agents.find((custom) => custom.id === id);
  if (own === undefined && !builtIn.some((agent) => agent.id === id)) return;
  const same =
    own !== undefined &&
    (own.name ?? null) === input.name &&
    (own.projectDirectory ?? null) === input.projectDirectory &&
    (own.userDirectory ?? null) === input.userDirectory &&
    (own.readsShared ?? false) === input.readsShared;
  if (same) return;
  throw new PaksError('USAGE', {
    message: `there is an agent \`${id}\` already, which \`paks agent show ${id}\` shows`,
    hint: 'take another id, or describe it anew with `--force`',
    data: { agent: id },
  });
}
