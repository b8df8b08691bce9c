import { PaksError } from '../../src/errors/PaksError.ts';
import type { Keychain } from '../../src/io/keychain.ts';

/** A keychain in memory that tells how it was used. */
export interface MemoryKeychain extends Keychain {
  readonly secrets: Map<string, string>;
  /** `read api_token` and the like, in order. */
  readonly calls: string[];
  /** True: every call fails, as where it stays locked. */
  locked: boolean;
}

/** An empty, unlocked one. */
export function memoryKeychain(): MemoryKeychain {
  const secrets = new Map<string, string>();
  const calls: string[] = [];
  const use = (action: string, account: string): void => {
    calls.push(`${action} ${account}`);
    if (!keychain.locked) return;
    throw new PaksError('KEYCHAIN_UNAVAILABLE', {
      message: 'the system keychain cannot be used: it is locked',
    });
  };
  const keychain: MemoryKeychain = {
    secrets,
    calls,
    locked: false,
    read: async (account) => {
      use('read', account);
      return secrets.get(account) ?? null;
    },
    write: async (account, secret) => {
      use('write', account);
      secrets.set(account, secret);
    },
    remove: async (account) => {
      use('remove', account);
      return secrets.delete(account);
    },
  };
  return keychain;
}
