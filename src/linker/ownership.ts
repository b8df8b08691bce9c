import { join } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { emptyLedger, type Ledger } from './Ledger.ts';
import { formatLedger, type LedgerBase, parseLedger } from './ledgerFormat.ts';

/** A ledger as found: one that cannot be read owns nothing, and is rebuilt by comparing contents. */
export interface LedgerReading {
  readonly ledger: Ledger;
  readonly state: 'read' | 'absent' | 'unreadable';
}

/** The folder of Paks' own in a project (or beside the global manifest). */
export function stateDirectory(root: string): string {
  return join(root, '.paks');
}

/** Reads `.paks/state.json`. A link in its place is not followed and counts as unreadable. */
export function readLedger(fs: FileSystem, base: LedgerBase): LedgerReading {
  const path = ledgerPath(base.root);
  const status = fs.lstat(path);
  if (status === undefined) return { ledger: emptyLedger, state: 'absent' };
  const text = status.isFile() ? new TextDecoder().decode(fs.readFile(path)) : '';
  const ledger = parseLedger(text, base);
  if (ledger === null) return { ledger: emptyLedger, state: 'unreadable' };
  return { ledger, state: 'read' };
}

/**
 * Writes the ledger, atomically and only if its bytes change, into a folder that git ignores.
 * Throws `UNSAFE_TARGET` when a link is in the way.
 */
export function writeLedger(fs: FileSystem, ledger: Ledger, base: LedgerBase): void {
  const path = ledgerPath(base.root);
  const text = formatLedger(ledger, base);
  ensureStateDirectory(fs, base.root);
  if (fs.lstat(path)?.isFile() === true) {
    if (new TextDecoder().decode(fs.readFile(path)) === text) return;
  }
  // A ledger that a power cut empties counts as unreadable, and is made again by comparing contents.
  atomicWrite(fs, path, text, { mode: 0o644, durable: false });
}

/**
 * Makes the state directory, with the `.gitignore` that keeps it out of version control. Throws
 * `UNSAFE_TARGET` when it is a link or a file (threat T02).
 */
export function ensureStateDirectory(fs: FileSystem, root: string): void {
  const directory = stateDirectory(root);
  makeOwnDirectory(fs, directory);
  const ignore = join(directory, '.gitignore');
  if (fs.lstat(ignore) === undefined) {
    atomicWrite(fs, ignore, '*\n', { mode: 0o644, durable: false });
  }
}

/** Makes a directory below the state directory. Throws `UNSAFE_TARGET` when a link or a file is there. */
export function makeOwnDirectory(fs: FileSystem, directory: string): void {
  const status = fs.lstat(directory);
  if (status === undefined) fs.makeDirectories(directory, 0o755);
  else if (!status.isDirectory()) {
    throw new PaksError('UNSAFE_TARGET', {
      message: `\`${directory}\` is not a directory`,
      hint: 'remove it and run the command again',
      data: { path: directory },
    });
  }
}

function ledgerPath(root: string): string {
  return join(stateDirectory(root), 'state.json');
}
