import { resolve } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { readTree } from '../io/walkTree.ts';
import type { Locator, PathPin } from '../model/Locator.ts';
import type { SkillTree } from '../model/SkillTree.ts';
import type { AcceptSkill, Fetcher } from './Fetcher.ts';

/** Reads folders of the project's own; `root` is the directory that relative paths start from. */
export class PathFetcher implements Fetcher {
  readonly kind = 'path';
  readonly #fs: FileSystem;
  readonly #root: string;

  constructor(fs: FileSystem, root: string) {
    this.#fs = fs;
    this.#root = root;
  }

  async fetch(
    locators: readonly Locator[],
    accept: AcceptSkill,
    signal?: AbortSignal,
  ): Promise<void> {
    for (const locator of locators) {
      signal?.throwIfAborted();
      await accept({ locator, tree: this.#open(locator) });
    }
  }

  #open({ id, pin }: Locator): SkillTree {
    const { path } = pin as PathPin;
    const folder = resolve(this.#root, path);
    if (this.#fs.stat(folder)?.isDirectory() === true) return readTree(this.#fs, folder);
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${id}\`: \`${path}\` is not a folder`,
      hint: 'check the `path`; it is relative to the directory of `paks.toml`',
      data: { id, path },
    });
  }
}
