import { describe, expect, test } from '@jest/globals';
import { type OpenEntry, systemKeychain } from '../../../src/io/keychain.ts';

const SECRET = 'stk_abcdefgh12345678';

function entries(behaviour: Partial<Awaited<ReturnType<OpenEntry>>> = {}): OpenEntry {
  const kept = new Map<string, string>();
  return async (account) => ({
    getPassword: async () => kept.get(account) ?? null,
    setPassword: async (secret) => void kept.set(account, secret),
    deletePassword: async () => kept.delete(account),
    ...behaviour,
  });
}

const never = (): Promise<never> => new Promise(() => undefined);
const unusable = (why: RegExp) => ({
  code: 'KEYCHAIN_UNAVAILABLE',
  exit: 7,
  message: expect.stringMatching(why),
  hint: expect.stringContaining('keychain = "never"'),
});

describe('the system keychain', () => {
  test('keeps a secret for each account, and forgets it', async () => {
    const keychain = systemKeychain(entries());
    await keychain.write('api_token', SECRET);
    expect(await keychain.read('api_token')).toBe(SECRET);
    expect(await keychain.read('api_token:https://other.test')).toBeNull();
    expect(await keychain.remove('api_token')).toBe(true);
    expect(await keychain.remove('api_token')).toBe(false);
  });

  test('whose platform package is missing is no keychain, and nothing worse', async () => {
    const open = () => Promise.reject(new Error("Cannot find module '@napi-rs/keyring'\nstack"));
    await expect(systemKeychain(open).read('api_token')).rejects.toMatchObject(
      unusable(/Cannot find module '@napi-rs\/keyring'$/),
    );
  });

  test('that says it took a secret and has it not when read back is not trusted', async () => {
    const keychain = systemKeychain(entries({ setPassword: async () => undefined }));
    await expect(keychain.write('api_token', SECRET)).rejects.toMatchObject(
      unusable(/did not keep/),
    );
  });

  test.each(['getPassword', 'setPassword', 'deletePassword'])(
    'that never answers %s is given up',
    async (method) => {
      const keychain = systemKeychain(entries({ [method]: never }), 5);
      const calls = {
        getPassword: () => keychain.read('api_token'),
        setPassword: () => keychain.write('api_token', SECRET),
        deletePassword: () => keychain.remove('api_token'),
      };
      await expect(calls[method as keyof typeof calls]()).rejects.toMatchObject(
        unusable(/does not answer/),
      );
    },
  );

  test('T14: what the system says of its failure cannot act on a terminal', async () => {
    const open = () => Promise.reject(new Error('locked\u001b[2J'));
    await expect(systemKeychain(open).read('api_token')).rejects.toMatchObject(
      unusable(/^[^\u001b]*$/),
    );
  });
});
