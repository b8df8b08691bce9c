import { dirname } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { atomicWrite } from './atomicWrite.ts';
import type { FileStatus, FileSystem } from './FileSystem.ts';
import { readRegularFile } from './readRegularFile.ts';

const PRIVATE = 0o600;
const OTHERS = 0o077;

/**
 * The bytes of a file that nobody else can read, or null where nothing is there. Throws
 * `CREDENTIALS_INVALID` for a link, for what is no file, and, where the system has owners and modes,
 * for a file of somebody else or one that others may read or write; `LIMIT_EXCEEDED` past `maxBytes`.
 */
export function readPrivateFile(fs: FileSystem, path: string, maxBytes: number): Uint8Array | null {
  const status = fs.lstat(path);
  if (status === undefined) return null;
  const objection = objectionTo(status);
  if (objection === null) return readRegularFile(fs, path, maxBytes);
  throw new PaksError('CREDENTIALS_INVALID', {
    message: `\`${path}\` ${objection.problem}, so what it holds is not trusted`,
    hint: objection.remedy.replace('FILE', path),
    data: { path },
  });
}

/** Replaces such a file in one step, readable by its owner alone from its first moment. */
export function writePrivateFile(fs: FileSystem, path: string, data: Uint8Array | string): void {
  fs.makeDirectories(dirname(path), 0o700);
  atomicWrite(fs, path, data, { mode: PRIVATE });
}

function objectionTo(status: FileStatus): { problem: string; remedy: string } | null {
  const replace = 'delete `FILE` and sign in again';
  if (!status.isFile()) return { problem: 'is no regular file', remedy: replace };
  const user = process.getuid?.();
  if (user === undefined) return null;
  if (status.uid !== user) return { problem: 'belongs to another user', remedy: replace };
  if ((status.mode & OTHERS) === 0) return null;
  return {
    problem: `may be read or changed by others (mode ${(status.mode & 0o777).toString(8)})`,
    remedy:
      'if nobody else had access, run `chmod 600 FILE`; else revoke the token and sign in again',
  };
}
