import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from './FileSystem.ts';

/** How {@link atomicWrite} writes. */
export interface AtomicWriteOptions {
  /** The mode of the new file; the old file's where absent. */
  readonly mode?: number | undefined;
  /**
   * False for what can be made again: after a power cut it may be empty, which saves two waits for
   * the disk. A killed process still leaves it whole. Default true.
   */
  readonly durable?: boolean | undefined;
}

/** New content that is on the disk already, beside the file it shall replace. */
export interface StagedWrite {
  /** Where it is until then. */
  readonly path: string;
  /** Puts it in place by a rename, which a full disk does not keep from working. */
  commit(): void;
  /** Removes it; nothing after a `commit`. Never throws. */
  discard(): void;
}

/**
 * Replaces a file so that a reader or a crash, and where `durable` a power cut, sees the old bytes or
 * the new, never a part: written beside it, flushed, renamed, directory flushed. Keeps the old file's mode unless one
 * is given. Throws `UNSAFE_TARGET` when the path is a link or no regular file (threat T02).
 */
export function atomicWrite(
  fs: FileSystem,
  path: string,
  data: Uint8Array | string,
  options: AtomicWriteOptions = {},
): void {
  const staged = stageWrite(fs, path, data, options);
  try {
    staged.commit();
  } catch (error) {
    staged.discard();
    throw error;
  }
}

/** The first half of {@link atomicWrite}, for what must change together; one of both ends it. */
export function stageWrite(
  fs: FileSystem,
  path: string,
  data: Uint8Array | string,
  options: AtomicWriteOptions = {},
): StagedWrite {
  const mode = options.mode ?? modeToKeep(fs, path);
  const directory = dirname(path);
  const durable = options.durable ?? true;
  const temporary = join(
    directory,
    `.${basename(path)}.${randomBytes(6).toString('hex')}.paks-tmp`,
  );
  try {
    fs.writeFile(temporary, data, { exclusive: true, flush: durable, mode: mode ?? 0o666 });
    if (mode !== null) fs.changeMode(temporary, mode);
  } catch (error) {
    removeQuietly(fs, temporary);
    throw error;
  }
  return {
    path: temporary,
    commit: () => {
      refuseLink(fs, path);
      fs.rename(temporary, path);
      if (durable) fs.syncDirectory(directory);
    },
    discard: () => removeQuietly(fs, temporary),
  };
}

function modeToKeep(fs: FileSystem, path: string): number | null {
  const status = refuseLink(fs, path);
  return status === undefined ? null : status.mode & 0o777;
}

function refuseLink(fs: FileSystem, path: string): ReturnType<FileSystem['lstat']> {
  const status = fs.lstat(path);
  if (status === undefined || status.isFile()) return status;
  throw new PaksError('UNSAFE_TARGET', {
    message: `\`${path}\` is ${status.isSymbolicLink() ? 'a link' : 'not a file'} and is not written to`,
    hint: 'replace it by a regular file',
    data: { path },
  });
}

function removeQuietly(fs: FileSystem, path: string): void {
  try {
    fs.removeFile(path);
  } catch {
    // The first failure is the one to report; the name says whose litter this is.
  }
}
