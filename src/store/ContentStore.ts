import { setImmediate as nextTurn } from 'node:timers/promises';
import { PaksError } from '../errors/PaksError.ts';
import type { Clock } from '../io/clock.ts';
import { hashFile, integrityOf } from '../io/contentHash.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { Integrity } from '../model/Integrity.ts';
import { filesOf, type SkillFile, type SkillTree } from '../model/SkillTree.ts';
import { isWhole, readIndex, readVerified } from './entryFiles.ts';
import { FileCloner } from './FileCloner.ts';
import { copyEntry, linkEntry } from './materialize.ts';
import { placeEntry } from './placeEntry.ts';
import { markUsed } from './prune.ts';
import type { LinkMode, Store } from './Store.ts';
import { type StoreEntry, storeEntry } from './storeLayout.ts';
import { sweepLeftovers } from './sweepLeftovers.ts';
import type { HashedSkill } from './writeEntry.ts';

/** The {@link Store} in a folder of the user's cache. */
export class ContentStore implements Store {
  readonly #root: string;
  readonly #fs: FileSystem;
  readonly #clock: Clock;
  readonly #cloner: FileCloner;
  #swept = false;

  constructor(root: string, services: { readonly fs: FileSystem; readonly clock: Clock }) {
    this.#root = root;
    this.#fs = services.fs;
    this.#clock = services.clock;
    this.#cloner = new FileCloner(services.fs);
  }

  async has(integrity: Integrity): Promise<boolean> {
    const entry = storeEntry(this.#root, integrity);
    const status = this.#fs.lstat(entry.directory);
    if (status === undefined) return false;
    markUsed({ fs: this.#fs, clock: this.#clock }, entry, status.mtimeMs);
    return true;
  }

  async import(tree: SkillTree, expected: Integrity | null): Promise<Integrity> {
    const skill = await readAll(tree);
    const integrity = integrityOf(skill.hashed);
    if (expected !== null && expected !== integrity) throw mismatch(expected, integrity);
    await nextTurn();
    const entry = storeEntry(this.#root, integrity);
    if (!isWhole(this.#fs, entry)) this.#write(entry, skill);
    return integrity;
  }

  async materialize(integrity: Integrity, directory: string, mode: LinkMode): Promise<void> {
    await nextTurn();
    const entry = storeEntry(this.#root, integrity);
    switch (mode) {
      case 'auto':
        return copyEntry({ fs: this.#fs, cloner: this.#cloner }, entry, directory);
      case 'symlink':
        return linkEntry(this.#fs, entry, directory);
    }
  }

  async *read(integrity: Integrity): AsyncIterable<SkillFile> {
    const entry = storeEntry(this.#root, integrity);
    for (const file of readIndex(this.#fs, entry)) {
      const { path, mode } = file;
      yield { path, mode, bytes: readVerified(this.#fs, entry, file) };
    }
  }

  #write(entry: StoreEntry, skill: HashedSkill): void {
    if (!this.#swept) sweepLeftovers(this.#fs, this.#clock, this.#root);
    this.#swept = true;
    placeEntry(this.#fs, { root: this.#root, entry, skill });
  }
}

async function readAll(tree: SkillTree): Promise<HashedSkill> {
  const files = await filesOf(tree);
  return { files, hashed: files.map(hashFile) };
}

function mismatch(expected: Integrity, actual: Integrity): PaksError {
  return new PaksError('INTEGRITY_MISMATCH', {
    message: `the content is \`${actual}\`, and \`${expected}\` was expected`,
    data: { expected, actual },
  });
}
