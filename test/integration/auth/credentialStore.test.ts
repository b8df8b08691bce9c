import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openAccountBook } from '../../../src/auth/AccountBook.ts';
import {
  type CredentialStore,
  keychainAccount,
  openCredentialStore,
} from '../../../src/auth/CredentialStore.ts';
import { openTokenFile } from '../../../src/auth/TokenFile.ts';
import { type FileSystem, nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { faultyFileSystem } from '../../helpers/faultyFileSystem.ts';
import { memoryKeychain, type MemoryKeychain } from '../../helpers/memoryKeychain.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const HOME = 'https://api.paks.dev';
const TOKEN = {
  token: 'stk_abcdefgh12345678',
  id: 'user_1',
  username: 'johndoe',
  email: 'john@example.com',
  expiresAt: null,
};

const makeFolder = temporaryFolders();
let folder: string;
let keychain: MemoryKeychain;

beforeEach(() => {
  folder = makeFolder();
  keychain = memoryKeychain();
});

function open(
  use: 'auto' | 'require' | 'never' = 'auto',
  withKeychain = true,
  fs: FileSystem = nodeFileSystem,
): CredentialStore {
  return openCredentialStore({
    keychain: withKeychain ? keychain : undefined,
    use,
    file: openTokenFile({
      fs,
      path: join(folder, 'credentials'),
      keyPath: () => join(folder, 'machine.key'),
    }),
    book: openAccountBook(fs, join(folder, 'accounts.json')),
    exclusively: (action) => action(),
  });
}

const has = (name: string): boolean => nodeFileSystem.lstat(join(folder, name)) !== undefined;

describe('where a token goes', () => {
  test('into the keychain as account `api_token` of the public registry; what is known of it into a file', async () => {
    const saved = await open().save(HOME, TOKEN);
    expect(saved).toEqual({ place: 'keychain', keychainProblem: null });
    expect([...keychain.secrets]).toEqual([['api_token', TOKEN.token]]);
    expect(has('credentials')).toBe(false);
    expect(open().find(HOME)).toEqual({
      place: 'keychain',
      id: 'user_1',
      username: 'johndoe',
      email: 'john@example.com',
      expiresAt: null,
    });
    expect(readFileSync(join(folder, 'accounts.json'), 'utf8')).not.toContain('stk_');
    expect(await open().token(HOME)).toBe(TOKEN.token);
  });

  test('T15: under the origin of any other registry, so that a name given another address finds none', async () => {
    expect(keychainAccount('https://skills.example.com:8443')).toBe(
      'api_token:https://skills.example.com:8443',
    );
    await open().save('https://skills.example.com:8443', TOKEN);
    expect(await open().token('https://skills.example.com')).toBeNull();
    expect(await open().token('http://skills.example.com:8443')).toBeNull();
    expect(await open().token(HOME)).toBeNull();
  });

  test('into the encrypted file where the keychain cannot be used, and says why', async () => {
    keychain.locked = true;
    const saved = await open().save(HOME, TOKEN);
    expect(saved).toMatchObject({
      place: 'file',
      keychainProblem: expect.stringContaining('locked'),
    });
    expect(await open().token(HOME)).toBe(TOKEN.token);
    const without = await open('auto', false).save(HOME, TOKEN);
    expect(without.keychainProblem).toContain('no system keychain');
  });

  test('nowhere with `require` where the keychain cannot be used: could not save securely', async () => {
    keychain.locked = true;
    await expect(open('require').save(HOME, TOKEN)).rejects.toMatchObject({
      code: 'CREDENTIALS_UNSAVED',
      message: expect.stringMatching(/^could not save the token securely: .*locked/),
      hint: expect.stringContaining('keychain'),
    });
    expect(has('credentials') || has('accounts.json')).toBe(false);
  });

  test('never into the keychain with `never`, which is not even asked', async () => {
    await open('never').save(HOME, TOKEN);
    await open('never').forget(HOME);
    expect(keychain.calls).toEqual([]);
  });

  test('into one place only: the other forgets it', async () => {
    await open('never').save(HOME, TOKEN);
    await open('auto').save(HOME, TOKEN);
    expect(has('credentials')).toBe(false);
    await open('never').save(HOME, TOKEN);
    expect(keychain.secrets.size).toBe(0);
  });
});

describe('what is asked', () => {
  test('nothing but the accounts file while nobody is signed in', async () => {
    expect(open().find(HOME)).toBeNull();
    expect(await open().token(HOME)).toBeNull();
    expect(keychain.calls).toEqual([]);
  });

  test('a keychain that is locked later is an error, not an absent token', async () => {
    await open().save(HOME, TOKEN);
    keychain.locked = true;
    await expect(open().token(HOME)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
  });
});

describe('a disk that fails', () => {
  test('R04: at any call of a save leaves the old token or the new one, readable', async () => {
    await open('never').save(HOME, TOKEN);
    const next = { ...TOKEN, token: 'stk_the-next-one-0000' };
    let failed = 0;
    for (let call = 1; ; call++) {
      const faulty = faultyFileSystem(call);
      const saving = open('never', true, faulty.fs).save(HOME, next);
      const problem = await saving.then(() => null).catch((error: { code: string }) => error.code);
      if (faulty.failed() === null) break;
      failed++;
      // What is read of the old files may fail without harm: they are replaced anyway.
      if (problem !== null) expect(problem).toBe('CREDENTIALS_UNSAVED');
      expect([TOKEN.token, next.token]).toContain(await open('never').token(HOME));
    }
    expect(failed).toBeGreaterThan(10);
    expect(await open('never').token(HOME)).toBe(next.token);
    expect(readdirSync(folder).sort()).toEqual(['accounts.json', 'credentials', 'machine.key']);
  });
});

describe('forgetting', () => {
  test('removes the token and what was known of it', async () => {
    await open().save(HOME, TOKEN);
    await open().forget(HOME);
    expect(keychain.secrets.size).toBe(0);
    expect(open().find(HOME)).toBeNull();
    expect(readFileSync(join(folder, 'accounts.json'), 'utf8')).not.toContain('johndoe');
  });

  test('says so when the token cannot be removed, and still knows of it', async () => {
    await open().save(HOME, TOKEN);
    keychain.locked = true;
    await expect(open().forget(HOME)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    expect(open().find(HOME)).not.toBeNull();
  });

  test('takes leftovers along that the accounts file does not know', async () => {
    keychain.secrets.set('api_token', TOKEN.token);
    await open().forget(HOME);
    expect(keychain.secrets.size).toBe(0);
  });
});

describe('the accounts file', () => {
  test.each([
    ['text', 'hello'],
    ['a newer version', '{"version": 2, "accounts": {}}'],
    ['an entry of another shape', `{"version": 1, "accounts": {"${HOME}": {"place": "moon"}}}`],
  ])('that holds %s is refused, and the next login writes it anew', async (_name, text) => {
    writeFileSync(join(folder, 'accounts.json'), text);
    expect(() => open().find(HOME)).toThrow(
      expect.objectContaining({ code: 'CREDENTIALS_INVALID' }),
    );
    await open().save(HOME, TOKEN);
    expect(open().find(HOME)).toMatchObject({ username: 'johndoe' });
  });

  test('is readable by its owner only, and sorted', async () => {
    await open().save('https://z.test', TOKEN);
    await open().save(HOME, TOKEN);
    const path = join(folder, 'accounts.json');
    expect((nodeFileSystem.lstat(path)?.mode ?? 0) & 0o777).toBe(0o600);
    const document = JSON.parse(readFileSync(path, 'utf8')) as { accounts: object };
    expect(Object.keys(document.accounts)).toEqual([HOME, 'https://z.test']);
  });
});
