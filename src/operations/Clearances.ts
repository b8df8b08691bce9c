import { dirname, join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import type { Integrity } from '../model/Integrity.ts';
import { integrityHex } from '../model/Integrity.ts';

/** Raised when the inspection finds more: what older rules cleared is then looked at again. */
const RULES = 'v1';

/**
 * Which contents of the store an inspection found nothing in. The store is shared by projects of
 * different policies: what one of them let through must not pass unseen in another.
 */
export class Clearances {
  readonly #fs: FileSystem;
  readonly #directory: string;

  constructor(fs: FileSystem, cacheDirectory: string) {
    this.#fs = fs;
    this.#directory = join(cacheDirectory, 'cleared', RULES);
  }

  /** True when this content was inspected and nothing was found. */
  has(integrity: Integrity): boolean {
    return this.#fs.lstat(this.#path(integrity)) !== undefined;
  }

  /** Remembers a clean inspection. A cache that cannot be written only costs a second look. */
  add(integrity: Integrity): void {
    const path = this.#path(integrity);
    try {
      this.#fs.makeDirectories(dirname(path), 0o700);
      this.#fs.writeFile(path, '', { mode: 0o600 });
    } catch {
      return;
    }
  }

  #path(integrity: Integrity): string {
    const hex = integrityHex(integrity);
    return join(this.#directory, hex.slice(0, 2), hex.slice(2));
  }
}
