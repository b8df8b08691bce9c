import { join } from 'node:path';
import { type Integrity, integrityHex } from '../model/Integrity.ts';

/** Where one skill is in the store (`docs/spec/store.md`). */
export interface StoreEntry {
  readonly integrity: Integrity;
  /** Appears and goes as a whole. */
  readonly directory: string;
  /** The very text whose hash is the integrity: one line a file. */
  readonly index: string;
  /** The skill's files under their own paths. */
  readonly files: string;
}

const FORMAT = 'v1';
const FAN_OUT = 2;

/** Mode of the store's own directories: nobody else's business. */
export const PRIVATE = 0o700;

/** The places of an entry's parts below the store's root. */
export function storeEntry(root: string, integrity: Integrity): StoreEntry {
  const hex = integrityHex(integrity);
  return entryIn(join(entriesDirectory(root), hex.slice(0, FAN_OUT), hex), integrity);
}

/** An entry that lies, or is being written, in this directory. */
export function entryIn(directory: string, integrity: Integrity): StoreEntry {
  return { integrity, directory, index: join(directory, 'index'), files: join(directory, 'files') };
}

/** Holds all entries of this format, each below a directory of its first two digits. */
export function entriesDirectory(root: string): string {
  return join(root, FORMAT);
}

/** Holds what is being written; on the same file system, so that a rename finishes it. */
export function temporaryParent(root: string): string {
  return join(root, 'tmp');
}

/** The integrity an entry's directory is named after, or null for a name that is none. */
export function integrityOfEntry(name: string): Integrity | null {
  if (!/^[0-9a-f]{64}$/.test(name)) return null;
  return `sha256-${Buffer.from(name, 'hex').toString('base64')}` as Integrity;
}
