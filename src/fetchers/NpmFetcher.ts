import type { FileSystem } from '../io/FileSystem.ts';
import { readTree } from '../io/walkTree.ts';
import { type Locator, sourceOf } from '../model/Locator.ts';
import type { AcceptSkill, Fetcher } from './Fetcher.ts';
import type { NpmPackages } from './NpmPackages.ts';

/** Reads skills out of installed npm packages. */
export class NpmFetcher implements Fetcher {
  readonly kind = 'npm';
  readonly #fs: FileSystem;
  readonly #packages: NpmPackages;

  constructor(fs: FileSystem, packages: NpmPackages) {
    this.#fs = fs;
    this.#packages = packages;
  }

  async fetch(
    locators: readonly Locator[],
    accept: AcceptSkill,
    signal?: AbortSignal,
  ): Promise<void> {
    for (const locator of locators) {
      signal?.throwIfAborted();
      const source = sourceOf(locator.pin);
      if (source.kind !== 'npm') continue;
      const { folder } = this.#packages.open(source);
      await accept({ locator, tree: readTree(this.#fs, folder) });
    }
  }
}
