import { createHash, hash } from 'node:crypto';
import type { Integrity } from '../model/Integrity.ts';
import type { FileMode, SkillFile, SkillTree } from '../model/SkillTree.ts';
import { comparePaths } from '../model/skillPath.ts';

/** A file of a skill without its bytes. */
export interface HashedFile {
  readonly path: string;
  readonly mode: FileMode;
  /** Bytes. */
  readonly size: number;
  /** Of the content, lower-case hex. */
  readonly sha256: string;
}

/**
 * Computes the content hash of a skill (`docs/spec/store.md`) from its files in any order: add each,
 * then finish once.
 */
export class ContentHash {
  readonly #files: HashedFile[] = [];

  /** Takes in one file and tells its own hash. */
  add(file: SkillFile): HashedFile {
    const hashed = hashFile(file);
    this.#files.push(hashed);
    return hashed;
  }

  /** The integrity of all files added. */
  finish(): Integrity {
    return integrityOf(this.#files);
  }
}

/** The integrity of a skill whose files are read here, one after the other. */
export async function treeIntegrity(tree: SkillTree): Promise<Integrity> {
  const content = new ContentHash();
  for await (const file of tree) content.add(file);
  return content.finish();
}

/** The integrity of a skill whose files are already hashed, in any order. */
export function integrityOf(files: Iterable<HashedFile>): Integrity {
  const digest = createHash('sha256');
  for (const file of inHashOrder(files)) digest.update(fileLine(file));
  return `sha256-${digest.digest('base64')}` as Integrity;
}

/** One file's line in the content hash: `<sha256> <755|644> <path>\n`. */
export function fileLine(file: HashedFile): string {
  return `${file.sha256} ${file.mode.toString(8)} ${file.path}\n`;
}

/** Sorted by the bytes of their paths, the order of the content hash. */
export function inHashOrder<File extends { readonly path: string }>(
  files: Iterable<File>,
): readonly File[] {
  return [...files].sort((left, right) => comparePaths(left.path, right.path));
}

/** Hashes one file. */
export function hashFile(file: SkillFile): HashedFile {
  const { path, mode, bytes } = file;
  return { path, mode, size: bytes.length, sha256: sha256Of(bytes) };
}

/** The sha256 of some bytes as lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}
