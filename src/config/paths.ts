import { posix, win32 } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { type Environment, variable } from '../io/environment.ts';

/** Where Paks keeps what belongs to a user. Absolute. */
export interface UserPaths {
  /** Holds `config.toml` and `global/`. */
  readonly configDirectory: string;
  readonly configFile: string;
  /** Holds the manifest and lock of `-g`. */
  readonly globalDirectory: string;
}

/**
 * The directory of the user's settings: `PAKS_CONFIG_DIR`, else below `XDG_CONFIG_HOME`, else below
 * `%APPDATA%` on Windows, else `~/.config/paks` (XDG Base Directory Specification 0.8: relative values
 * are ignored). Throws `CONFIG_INVALID` where nothing says where home is.
 */
export function userPaths(environment: Environment): UserPaths {
  const paths = pathsOf(environment);
  const configDirectory = configHome(environment);
  return {
    configDirectory,
    configFile: paths.join(configDirectory, 'config.toml'),
    globalDirectory: paths.join(configDirectory, 'global'),
  };
}

/**
 * The cache where no setting names one: below `XDG_CACHE_HOME`, else below `%LOCALAPPDATA%` on
 * Windows, else `~/.cache/paks`. Throws `CONFIG_INVALID` where nothing says where home is.
 */
export function defaultCacheDirectory(environment: Environment): string {
  const paths = pathsOf(environment);
  const xdg = absolute(environment, 'XDG_CACHE_HOME');
  if (xdg !== undefined) return paths.join(xdg, 'paks');
  const windows = environment.platform === 'win32';
  const local = windows ? absolute(environment, 'LOCALAPPDATA') : undefined;
  if (local !== undefined) return paths.join(local, 'paks', 'cache');
  return paths.join(home(environment, 'PAKS_CACHE_DIR'), '.cache', 'paks');
}

/**
 * The key of the encrypted `credentials` file. Below `XDG_STATE_HOME`, else below `%LOCALAPPDATA%` on
 * Windows, else in `~/.local/state/paks`: not beside that file, so that a copy of the settings is no
 * copy of the tokens. Throws `CONFIG_INVALID` where nothing says where home is.
 */
export function machineKeyFile(environment: Environment): string {
  const paths = pathsOf(environment);
  const xdg = absolute(environment, 'XDG_STATE_HOME');
  if (xdg !== undefined) return paths.join(xdg, 'paks', 'machine.key');
  const windows = environment.platform === 'win32';
  const local = windows ? absolute(environment, 'LOCALAPPDATA') : undefined;
  if (local !== undefined) return paths.join(local, 'paks', 'machine.key');
  return paths.join(home(environment, 'XDG_STATE_HOME'), '.local', 'state', 'paks', 'machine.key');
}

/** A path as settings write it, with `~/` replaced by the home directory. */
export function expandHome(path: string, environment: Environment): string {
  if (!/^~[\\/]/.test(path)) return path;
  return pathsOf(environment).join(home(environment, 'HOME'), path.slice(2));
}

function configHome(environment: Environment): string {
  const paths = pathsOf(environment);
  const own = variable(environment, 'PAKS_CONFIG_DIR');
  if (own !== undefined) return absoluteOrRefused(own, environment);
  const xdg = absolute(environment, 'XDG_CONFIG_HOME');
  if (xdg !== undefined) return paths.join(xdg, 'paks');
  const roaming = environment.platform === 'win32' ? absolute(environment, 'APPDATA') : undefined;
  return paths.join(roaming ?? paths.join(home(environment, 'PAKS_CONFIG_DIR'), '.config'), 'paks');
}

function absoluteOrRefused(value: string, environment: Environment): string {
  const expanded = expandHome(value, environment);
  if (pathsOf(environment).isAbsolute(expanded)) return expanded;
  throw new PaksError('CONFIG_INVALID', {
    message: `\`PAKS_CONFIG_DIR\` is \`${value}\`, which is not an absolute path`,
    hint: 'set it to an absolute path, or unset it',
  });
}

function absolute(environment: Environment, name: string): string | undefined {
  const value = variable(environment, name);
  return value !== undefined && pathsOf(environment).isAbsolute(value) ? value : undefined;
}

function home(environment: Environment, remedy: string): string {
  if (pathsOf(environment).isAbsolute(environment.home)) return environment.home;
  throw new PaksError('CONFIG_INVALID', {
    message: 'the home directory is not known',
    hint: `set \`${remedy}\` to an absolute path`,
  });
}

function pathsOf({ platform }: Environment): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
