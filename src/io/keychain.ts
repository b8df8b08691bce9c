import { messageOf } from '../errors/describeFailure.ts';
import { PaksError } from '../errors/PaksError.ts';

/**
 * The system's own place for secrets. Every method throws `KEYCHAIN_UNAVAILABLE` where there is none,
 * it stays locked, refuses, or does not answer in time.
 */
export interface Keychain {
  /** The secret of an account, or null. */
  read(account: string): Promise<string | null>;
  /** Stores a secret, and reads it back before it returns. */
  write(account: string, secret: string): Promise<void>;
  /** False where there was nothing to remove. */
  remove(account: string): Promise<boolean>;
}

/** The part of `@napi-rs/keyring` in use. */
interface Entry {
  getPassword(): Promise<string | null>;
  setPassword(secret: string): Promise<void>;
  deletePassword(): Promise<boolean>;
}

/** Makes the entry of an account; throws where its platform package is missing or no service answers. */
export type OpenEntry = (account: string) => Promise<Entry>;

const SERVICE = 'dev.stakpak.paks';
/** Milliseconds: a person may have to type the password that unlocks it. */
const PATIENCE = 30_000;

/**
 * The keychain of macOS, Windows, or the Secret Service of Linux. Its library is loaded by the first
 * call. Pinned to the Secret Service, because the library would else fall back to the kernel's keyring,
 * which forgets at every start of the machine.
 */
export function systemKeychain(open: OpenEntry = openEntry, patience = PATIENCE): Keychain {
  const attempt = <Value>(action: () => Promise<Value>): Promise<Value> =>
    within(patience, action).catch((cause: unknown) => {
      throw unavailable(cause);
    });
  return {
    read: (account) => attempt(async () => await (await open(account)).getPassword()),
    write: (account, secret) =>
      attempt(async () => {
        const entry = await open(account);
        await entry.setPassword(secret);
        if ((await entry.getPassword()) !== secret) throw new Error('it did not keep the secret');
      }),
    remove: (account) => attempt(async () => await (await open(account)).deletePassword()),
  };
}

async function openEntry(account: string): Promise<Entry> {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  return new AsyncEntry(SERVICE, account, { linux: { store: 'secret-service' } });
}

/** The library has no time limit, and does not hear an aborted signal. */
async function within<Value>(milliseconds: number, action: () => Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it does not answer')), milliseconds);
  });
  try {
    return await Promise.race([action(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function unavailable(cause: unknown): PaksError {
  const why = messageOf(cause).split('\n', 1)[0] ?? '';
  return new PaksError('KEYCHAIN_UNAVAILABLE', {
    message: `the system keychain cannot be used: ${why.slice(0, 200)}`,
    hint: 'unlock or install it, or set `keychain = "never"` to keep tokens in an encrypted file',
    cause,
  });
}
