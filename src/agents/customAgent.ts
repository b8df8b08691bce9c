import { PaksError } from '../errors/PaksError.ts';
import { isPortableName } from '../model/portableName.ts';
import { type Agent, SHARED_DIRECTORY } from './Agent.ts';

/** An agent as the user's settings describe it. */
export interface CustomAgent {
  readonly id: string;
  readonly name?: string | undefined;
  readonly projectDirectory?: string | undefined;
  readonly userDirectory?: string | undefined;
  readonly readsShared?: boolean | undefined;
}

/**
 * An agent of the user's own, used where its project directory is. Throws `CONFIG_INVALID` for one
 * without a directory, with a project directory that leaves the project, or with a directory of the
 * user that is neither absolute nor below `~/`.
 */
export function customAgent(settings: CustomAgent): Agent {
  const { id, name = id, userDirectory = null, readsShared = false } = settings;
  const own = settings.projectDirectory?.replace(/\/+$/, '') ?? null;
  const projectDirectory = readsShared ? SHARED_DIRECTORY : own;
  if (projectDirectory === null && userDirectory === null) {
    throw invalid(id, 'has no directory for skills');
  }
  if (own !== null && !own.split('/').every(isPortableName)) {
    throw invalid(id, `has a project directory \`${own}\` that is not inside a project`);
  }
  if (userDirectory !== null && !/^(?:~\/.|\/.|[A-Za-z]:[\\/])/.test(userDirectory)) {
    throw invalid(id, `has a user directory \`${userDirectory}\` that is not absolute`);
  }
  return {
    id,
    name,
    projectDirectory,
    userDirectory,
    detect: own === null ? [] : [own],
    readsShared,
    homeEnvironment: null,
    layout: 'flat',
    hidesMismatchedNames: false,
  };
}

/** The built-in agents and the user's own, which replace built-in ones of the same id. */
export function withCustomAgents(
  builtIn: readonly Agent[],
  custom: readonly CustomAgent[],
): readonly Agent[] {
  const byId = new Map(builtIn.map((agent) => [agent.id, agent]));
  for (const settings of custom) byId.set(settings.id, customAgent(settings));
  return [...byId.values()];
}

function invalid(id: string, problem: string): PaksError {
  return new PaksError('CONFIG_INVALID', {
    message: `the custom agent \`${id}\` ${problem}`,
    hint: 'give it a directory like `.my-agent/skills` in a project or `~/.my-agent/skills` for the user',
    data: { agent: id },
  });
}
