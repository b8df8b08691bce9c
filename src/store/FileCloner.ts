import { codeOf } from '../errors/describeFailure.ts';
import type { FileSystem } from '../io/FileSystem.ts';

/** A clone saves space, not time (it is read back to be verified); below this the space is not worth it. */
export const SMALLEST_CLONE = 64 * 1024;

const UNSUPPORTED = new Set(['ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'ENOSYS', 'ENOTTY', 'EINVAL']);

/** Makes copy-on-write clones, and finds out once for each pair of devices whether they can be made. */
export class FileCloner {
  readonly #fs: FileSystem;
  readonly #possible = new Map<string, boolean>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  /** False only when an attempt between these two devices has failed before. */
  mayClone(fromDevice: number, toDevice: number): boolean {
    return this.#possible.get(`${fromDevice} ${toDevice}`) ?? true;
  }

  /** Clones a file between these devices; false, and nothing is there, where the disk cannot. */
  clone(from: string, to: string, devices: readonly [from: number, to: number]): boolean {
    const pair = devices.join(' ');
    try {
      this.#fs.cloneFile(from, to);
      this.#possible.set(pair, true);
      return true;
    } catch (error) {
      if (!UNSUPPORTED.has(codeOf(error) ?? '')) throw error;
      this.#possible.set(pair, false);
      return false;
    }
  }
}
