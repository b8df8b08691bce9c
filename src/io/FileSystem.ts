import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { codeOf } from '../errors/describeFailure.ts';

/** What a path is. The numbers are those of `stat(2)`; times are milliseconds since the epoch. */
export interface FileStatus {
  readonly dev: number;
  readonly ino: number;
  readonly mode: number;
  /** The owner; 0 on Windows. */
  readonly uid: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** One name in a directory, with what it is; links are not followed. */
export interface DirectoryEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** `exclusive`: fail with `EEXIST` rather than replace. `flush`: on disk before it returns. */
interface WriteOptions {
  readonly mode?: number | undefined;
  readonly exclusive?: boolean | undefined;
  readonly flush?: boolean | undefined;
}

/**
 * Every way Paks touches a disk, so that a test can make any one of them fail. Synchronous on
 * purpose: for the small files of skills that costs half the time of the promise API. Callers that
 * handle many skills let the event loop turn between them. Errors are Node's own.
 */
export interface FileSystem {
  /** Undefined where nothing is there. Does not follow a link. */
  lstat(path: string): FileStatus | undefined;
  /** Undefined where nothing is there. Follows links. */
  stat(path: string): FileStatus | undefined;
  readFile(path: string): Uint8Array;
  writeFile(path: string, data: Uint8Array | string, options?: WriteOptions): void;
  /** In no particular order. */
  readDirectory(path: string): readonly DirectoryEntry[];
  /** Creates missing parents too; no error when it exists. */
  makeDirectories(path: string, mode?: number): void;
  /** Creates exactly this directory; `EEXIST` when something is there. */
  makeDirectory(path: string, mode?: number): void;
  rename(from: string, to: string): void;
  /** Removes a file or a link, never a directory. */
  removeFile(path: string): void;
  /** Removes an empty directory. */
  removeEmptyDirectory(path: string): void;
  /** Removes whatever is there with all it holds, following no link; no error when nothing is. */
  removeTree(path: string): void;
  /** A link to a directory, `target` as its text; on Windows a junction, which needs no privilege. */
  symlink(target: string, path: string): void;
  readLink(path: string): string;
  realPath(path: string): string;
  /** A copy that shares its blocks until one is changed; fails where the disk cannot. */
  cloneFile(from: string, to: string): void;
  changeMode(path: string, mode: number): void;
  /** Sets access and change time, in milliseconds since the epoch. */
  changeTimes(path: string, timeMs: number): void;
  /** Makes renames in a directory durable, where the system has that notion. */
  syncDirectory(path: string): void;
}

/** The real disk. */
export const nodeFileSystem: FileSystem = {
  lstat: (path) => orUndefined(() => lstatSync(path, { throwIfNoEntry: false })),
  stat: (path) => orUndefined(() => statSync(path, { throwIfNoEntry: false })),
  readFile: (path) => readFileSync(path),
  writeFile: (path, data, options = {}) =>
    writeFileSync(path, data, {
      flag: options.exclusive === true ? 'wx' : 'w',
      mode: options.mode ?? 0o666,
      flush: options.flush === true,
    }),
  readDirectory: (path) => readdirSync(path, { withFileTypes: true }),
  makeDirectories: (path, mode = 0o777) => void mkdirSync(path, { recursive: true, mode }),
  makeDirectory: (path, mode = 0o777) => mkdirSync(path, { mode }),
  rename: renameSync,
  removeFile: unlinkSync,
  removeEmptyDirectory: (path) => rmdirSync(path),
  removeTree: (path) => rmSync(path, { recursive: true, force: true, maxRetries: 2 }),
  symlink: (target, path) => symlinkSync(target, path, 'junction'),
  readLink: (path) => readlinkSync(path),
  realPath: (path) => realpathSync.native(path),
  cloneFile: (from, to) =>
    copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL),
  changeMode: chmodSync,
  changeTimes: (path, timeMs) => utimesSync(path, timeMs / 1000, timeMs / 1000),
  syncDirectory,
};

/** A path that goes on below a file names nothing, too. */
function orUndefined<Status>(read: () => Status): Status | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
