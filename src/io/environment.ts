import { homedir } from 'node:os';

/** What the process was given: everything configuration may depend on but files and flags. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home directory, '' where the system knows none. */
  readonly home: string;
}

/** The environment of this process. */
export function readEnvironment(): Environment {
  return { variables: { ...process.env }, platform: process.platform, home: homeDirectory() };
}

/**
 * The value of an environment variable, or undefined when it is unset or empty. On Windows, where
 * names know no case, any spelling is found.
 */
export function variable(environment: Environment, name: string): string | undefined {
  const { variables, platform } = environment;
  const value = platform === 'win32' ? variables[spelling(variables, name)] : variables[name];
  return value === '' ? undefined : value;
}

/** Whether a machine runs this for somebody else: `CI`, as build servers set it; `false` and `0` say no. */
export function isCi(environment: Environment): boolean {
  const value = variable(environment, 'CI');
  return value !== undefined && value !== 'false' && value !== '0';
}

function spelling(variables: Environment['variables'], name: string): string {
  const upper = name.toUpperCase();
  return Object.keys(variables).find((key) => key.toUpperCase() === upper) ?? name;
}

function homeDirectory(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}
