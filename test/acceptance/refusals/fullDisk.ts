import { type FileSystem, nodeFileSystem } from '../../../src/io/FileSystem.ts';

/** What needs room on a disk. */
const WRITES = ['writeFile', 'makeDirectory', 'makeDirectories', 'cloneFile', 'symlink'] as const;

/** The real disk, but without waiting for it to flush. */
const quickFileSystem: FileSystem = {
  ...nodeFileSystem,
  writeFile: (path, data, options) =>
    nodeFileSystem.writeFile(path, data, { ...options, flush: false }),
  syncDirectory: () => undefined,
};

/** A real disk that becomes full, and can be emptied again. */
export interface FullDisk {
  readonly fs: FileSystem;
  /** From now on the `at`-th call that needs room fails (0: none), and, if `stays`, all after it. */
  fill(at: number, stays: boolean): void;
  /** Calls that needed room since it was filled last. */
  writes(): number;
}

/** Fails as a full disk does: half of the file is there when the call throws `ENOSPC`. */
export function fullDisk(): FullDisk {
  let failAt = 0;
  let staysFull = false;
  let calls = 0;
  const isFull = (): boolean => {
    calls++;
    return failAt > 0 && (calls === failAt || (staysFull && calls > failAt));
  };
  const fs = { ...quickFileSystem };
  for (const name of WRITES) {
    const operation = quickFileSystem[name] as (...parameters: unknown[]) => void;
    Object.assign(fs, {
      [name]: (...parameters: unknown[]): void => {
        if (!isFull()) return operation(...parameters);
        if (name === 'writeFile') operation(...halfOf(parameters));
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      },
    });
  }
  return {
    fs,
    writes: () => calls,
    fill: (at, stays) => {
      failAt = at;
      staysFull = stays;
      calls = 0;
    },
  };
}

function halfOf([path, data, options]: readonly unknown[]): readonly unknown[] {
  const bytes = Buffer.from(data as string);
  return [path, bytes.subarray(0, bytes.length / 2), options];
}
