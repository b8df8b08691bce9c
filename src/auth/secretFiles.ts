import { join } from 'node:path';
import { machineKeyFile, type UserPaths } from '../config/paths.ts';
import type { Environment } from '../io/environment.ts';

/** The files that are for their owner's eyes alone; absolute paths. */
export interface SecretFiles {
  /** The encrypted tokens. */
  readonly tokens: string;
  /** What opens them. Throws `CONFIG_INVALID` where nothing says where home is. */
  readonly key: () => string;
}

/** Where this user's secrets are, whether or not there are any. */
export function secretFiles(
  { configDirectory }: Pick<UserPaths, 'configDirectory'>,
  environment: Environment,
): SecretFiles {
  return {
    tokens: join(configDirectory, 'credentials'),
    key: () => machineKeyFile(environment),
  };
}
