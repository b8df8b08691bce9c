import { messageOf } from '../errors/describeFailure.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { Keychain } from '../io/keychain.ts';
import { PUBLIC_REGISTRY } from '../config/Registry.ts';
import type { AccountBook } from './AccountBook.ts';
import type { Identity, SignedIn, TokenPlace } from './SignedIn.ts';
import type { TokenFile } from './TokenFile.ts';

/** A token to keep. */
export interface NewToken extends Identity {
  readonly token: string;
  readonly expiresAt: number | null;
}

/** Where a token went. */
export interface SavedToken {
  readonly place: TokenPlace;
  /** Why it is not in the keychain, where that was tried first. */
  readonly keychainProblem: string | null;
}

/**
 * Tokens by the origin (scheme, host, port) of their registry, so that giving a registry's name
 * another address never sends a token there (threat T15).
 */
export interface CredentialStore {
  /** What is known without opening keychain or token file. Throws `CREDENTIALS_INVALID`. */
  find(origin: string): SignedIn | null;
  /** The token of {@link find}, or null. Throws `KEYCHAIN_UNAVAILABLE` or `CREDENTIALS_INVALID`. */
  token(origin: string): Promise<string | null>;
  /** Keeps a token in place of an earlier one. Throws `CREDENTIALS_UNSAVED`. */
  save(origin: string, token: NewToken): Promise<SavedToken>;
  /**
   * Removes a token and what is known of it, wherever they are. Throws `KEYCHAIN_UNAVAILABLE` or
   * `CREDENTIALS_INVALID`, and then still knows of it.
   */
  forget(origin: string): Promise<void>;
}

/** What a store is made of. */
export interface CredentialStoreOptions {
  readonly keychain: Keychain | undefined;
  /** The setting `keychain`. */
  readonly use: 'auto' | 'require' | 'never';
  readonly file: TokenFile;
  readonly book: AccountBook;
  /** Runs a change while no other process makes one. */
  readonly exclusively: <Result>(action: () => Promise<Result>) => Promise<Result>;
}

/** The account of an origin's token in the keychain: `api_token` is the public registry's. */
export function keychainAccount(origin: string): string {
  const isPublic = origin === new URL(PUBLIC_REGISTRY.url).origin;
  return isPublic ? 'api_token' : `api_token:${origin}`;
}

/** See {@link CredentialStore}. */
export function openCredentialStore(options: CredentialStoreOptions): CredentialStore {
  const { file, book, use, exclusively } = options;
  const keychain = options.keychain ?? noKeychain;
  const remove = async (origin: string, place: TokenPlace): Promise<void> => {
    if (place === 'file') await file.remove(origin);
    else await keychain.remove(keychainAccount(origin));
  };
  return {
    find: (origin) => book.find(origin),
    token: async (origin) => {
      const place = book.find(origin)?.place;
      if (place === undefined) return null;
      return place === 'file'
        ? await file.read(origin)
        : await keychain.read(keychainAccount(origin));
    },
    save: (origin, { token, id, username, email, expiresAt }) =>
      exclusively(async () => {
        const before = placeOf(book, origin);
        try {
          const saved = await saveToken(origin, token, { ...options, keychain });
          book.record(origin, { place: saved.place, id, username, email, expiresAt });
          const isLeft = before !== null && before !== saved.place;
          if (isLeft && saved.keychainProblem === null) {
            await quietly(() => remove(origin, before));
          }
          return saved;
        } catch (cause) {
          throw unsaved(cause);
        }
      }),
    forget: (origin) =>
      exclusively(async () => {
        const place = placeOf(book, origin);
        if (place !== null) await remove(origin, place);
        if (place !== 'file') await quietly(() => remove(origin, 'file'));
        if (place !== 'keychain' && use !== 'never')
          await quietly(() => remove(origin, 'keychain'));
        book.forget(origin);
      }),
  };
}

async function saveToken(
  origin: string,
  token: string,
  { keychain, use, file }: Omit<CredentialStoreOptions, 'keychain'> & { keychain: Keychain },
): Promise<SavedToken> {
  let keychainProblem: string | null = null;
  if (use !== 'never') {
    try {
      await keychain.write(keychainAccount(origin), token);
      return { place: 'keychain', keychainProblem };
    } catch (error) {
      if (use === 'require') throw error;
      keychainProblem = messageOf(error);
    }
  }
  await file.write(origin, token);
  return { place: 'file', keychainProblem };
}

/** A damaged book says nothing about the place; then both are tried. */
function placeOf(book: AccountBook, origin: string): TokenPlace | null {
  try {
    return book.find(origin)?.place ?? null;
  } catch {
    return null;
  }
}

/** For leftovers in a place that is not the one in use. */
async function quietly(action: () => Promise<void>): Promise<void> {
  await action().catch(() => undefined);
}

const unavailable = (): Promise<never> =>
  Promise.reject(
    new PaksError('KEYCHAIN_UNAVAILABLE', { message: 'there is no system keychain here' }),
  );
const noKeychain: Keychain = { read: unavailable, write: unavailable, remove: unavailable };

function unsaved(cause: unknown): PaksError {
  const hint = isPaksError(cause) ? cause.hint : undefined;
  return new PaksError('CREDENTIALS_UNSAVED', {
    message: `could not save the token securely: ${messageOf(cause)}`,
    hint: hint ?? 'check the system keychain, and the permissions of the folder of your settings',
    cause,
  });
}
