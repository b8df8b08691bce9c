import { randomBytes } from 'node:crypto';
import { codeOf } from '../errors/describeFailure.ts';
import type { FileSystem } from './FileSystem.ts';
import { isProcessAlive, machineName, ownProcessId } from './processes.ts';

/** Who holds a lock: a process of a machine, and an id that tells two locks of it apart. */
export interface LockHolder {
  readonly id: string;
  readonly process: number;
  readonly machine: string;
}

const LINE = /^([0-9a-f]{16}) (\d{1,10}) (.*)\n$/;

/** This process as the holder of a lock of its own. */
export function newLockHolder(): LockHolder {
  const id = randomBytes(8).toString('hex');
  return { id, process: ownProcessId(), machine: machineName() };
}

/** Creates a lock file for a holder; false when there is one. Leaves none behind when it throws. */
export function createLock(fs: FileSystem, path: string, holder: LockHolder): boolean {
  const line = `${holder.id} ${holder.process} ${holder.machine}\n`;
  try {
    fs.writeFile(path, line, { exclusive: true });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (fs.lstat(path) !== undefined && line.startsWith(readIfThere(fs, path))) {
      removeLock(fs, path);
    }
    throw error;
  }
}

/** Null when nobody holds the lock, or when who does has not yet written its name. */
export function readLock(fs: FileSystem, path: string): LockHolder | null {
  const match = LINE.exec(readIfThere(fs, path));
  if (match === null) return null;
  const [, id = '', process, machine = ''] = match;
  return { id, process: Number(process), machine };
}

/** Removes a lock file; no error when it is gone. */
export function removeLock(fs: FileSystem, path: string): void {
  try {
    fs.removeFile(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** True when the holder was a process of this machine and has ended. */
export function isKnownDead(holder: LockHolder | null): boolean {
  return holder?.machine === machineName() && !isProcessAlive(holder.process);
}

/** The holder as a person would be told of it. */
export function describeHolder(holder: LockHolder | null): string {
  if (holder === null) return 'another process';
  const elsewhere = holder.machine === machineName() ? '' : ` on \`${holder.machine}\``;
  return `process ${holder.process}${elsewhere}`;
}

function readIfThere(fs: FileSystem, path: string): string {
  try {
    return Buffer.from(fs.readFile(path)).toString();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}
