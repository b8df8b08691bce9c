import { join } from 'node:path';
import type { Config } from '../config/Config.ts';
import type { Reporter } from '../events/Reporter.ts';
import type { World } from '../io/World.ts';
import { openAccountBook } from './AccountBook.ts';
import { type CredentialStore, openCredentialStore } from './CredentialStore.ts';
import { secretFiles } from './secretFiles.ts';
import { openTokenFile } from './TokenFile.ts';

/** What the user's credentials are opened with. */
export interface CredentialParts {
  readonly world: Pick<World, 'fileSystem' | 'environment' | 'clock' | 'keychain' | 'signal'>;
  /** The user's own settings. */
  readonly config: Config;
  readonly reporter: Reporter;
}

/** The credentials of this user. Opening them reads and loads nothing yet. */
export function openCredentials({ world, config, reporter }: CredentialParts): CredentialStore {
  const { fileSystem: fs, environment, clock, keychain, signal } = world;
  const inSettings = (name: string): string => join(config.configDirectory, name);
  const secrets = secretFiles(config, environment);
  return openCredentialStore({
    keychain,
    use: config.keychain,
    file: openTokenFile({ fs, path: secrets.tokens, keyPath: secrets.key }),
    book: openAccountBook(fs, inSettings('accounts.json')),
    exclusively: async (action) => {
      const { withLock } = await import('../io/lockFile.ts');
      const lock = inSettings('credentials.lock');
      return await withLock(lock, { fs, clock, reporter, signal }, action);
    },
  });
}
