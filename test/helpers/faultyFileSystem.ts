import { type FileSystem, nodeFileSystem } from '../../src/io/FileSystem.ts';

/** A disk on which one call fails, and which tells how many calls there were. */
export interface FaultyFileSystem {
  readonly fs: FileSystem;
  calls(): number;
  /** The name of the operation that was made to fail, or null when none was reached. */
  failed(): string | null;
}

/** The real disk, but the `failAt`-th call (from 1; 0 for none) throws an error of this code. */
export function faultyFileSystem(failAt: number, code = 'ENOSPC'): FaultyFileSystem {
  let calls = 0;
  let failed: string | null = null;
  const fs = Object.fromEntries(
    Object.entries(nodeFileSystem).map(([name, operation]) => [
      name,
      (...parameters: unknown[]): unknown => {
        calls++;
        if (calls === failAt) {
          failed = name;
          throw Object.assign(new Error(`${code}: injected into ${name}`), { code });
        }
        return (operation as (...all: unknown[]) => unknown)(...parameters);
      },
    ]),
  ) as unknown as FileSystem;
  return { fs, calls: () => calls, failed: () => failed };
}
