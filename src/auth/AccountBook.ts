import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import { writePrivateFile } from '../io/privateFile.ts';
import type { SignedIn } from './SignedIn.ts';

/** `accounts.json`: who is signed in where, and where the token is; never the token itself. */
export interface AccountBook {
  /** By origin (`https://host:port`). Throws `CREDENTIALS_INVALID` for a damaged file. */
  find(origin: string): SignedIn | null;
  record(origin: string, account: SignedIn): void;
  forget(origin: string): void;
}

const VERSION = 1;
const LARGEST = 1024 * 1024;

/** The book in a file, which is made with the first entry. Format: `docs/spec/auth.md`. */
export function openAccountBook(fs: FileSystem, path: string): AccountBook {
  const read = (): Map<string, SignedIn> => {
    const bytes = readRegularFile(fs, path, LARGEST);
    return bytes === null ? new Map() : parseBook(new TextDecoder().decode(bytes), path);
  };
  const write = (accounts: ReadonlyMap<string, SignedIn>): void => {
    const sorted = [...accounts].sort(([left], [right]) => (left < right ? -1 : 1));
    const document = { version: VERSION, accounts: Object.fromEntries(sorted) };
    writePrivateFile(fs, path, `${JSON.stringify(document, null, 2)}\n`);
  };
  return {
    find: (origin) => read().get(origin) ?? null,
    record: (origin, account) => write(new Map(readOrEmpty(read)).set(origin, account)),
    forget: (origin) => {
      const accounts = new Map(readOrEmpty(read));
      if (accounts.delete(origin)) write(accounts);
    },
  };
}

/** A damaged book is replaced by the next entry: it holds nothing that signing in does not bring back. */
function readOrEmpty(read: () => Map<string, SignedIn>): Map<string, SignedIn> {
  try {
    return read();
  } catch {
    return new Map();
  }
}

function parseBook(text: string, path: string): Map<string, SignedIn> {
  const document = parseJson(text);
  const { version, accounts } = isRecord(document) ? document : {};
  const entries = isRecord(accounts) ? Object.entries(accounts) : null;
  if (version !== VERSION || entries === null || !entries.every(isEntry)) throw damaged(path);
  return new Map(entries);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isEntry(entry: [string, unknown]): entry is [string, SignedIn] {
  const [, account] = entry;
  if (!isRecord(account)) return false;
  const { place, id, username, email, expiresAt } = account;
  return (
    (place === 'keychain' || place === 'file') &&
    typeof id === 'string' &&
    typeof username === 'string' &&
    (email === null || typeof email === 'string') &&
    (expiresAt === null || Number.isSafeInteger(expiresAt))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(path: string): PaksError {
  return new PaksError('CREDENTIALS_INVALID', {
    message: `\`${path}\` does not say who is signed in: it was changed, or is of a newer Paks`,
    hint: 'sign in again with `paks login`, which writes it anew',
    data: { path },
  });
}
