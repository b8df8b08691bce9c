import { decodeText } from '../../audit/decodeText.ts';
import { hashFile } from '../../io/contentHash.ts';
import type { FileMode, SkillFile } from '../../model/SkillTree.ts';
import { comparePaths } from '../../model/skillPath.ts';
import { diffTexts, type DiffAllowance, type Hunk } from './diffTexts.ts';

/** One side of a file: what is told of it where its text is not. */
export interface FileState {
  /** Bytes. */
  readonly size: number;
  /** Of the content, lower-case hex. */
  readonly sha256: string;
  /** Octal, `644` or `755`. */
  readonly mode: string;
}

/** One file that is not the same in both versions. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'mode';
  /** Null for an added file. */
  readonly from: FileState | null;
  /** Null for a removed file. */
  readonly to: FileState | null;
  /**
   * How the change is told. `text`: all of it in `hunks`. `cut`: only a part of it, because it is long.
   * `binary`: by size and hash.
   */
  readonly shown: 'text' | 'cut' | 'binary';
  /** Lines; null where they were not counted. */
  readonly added: number | null;
  readonly removed: number | null;
  readonly hunks: readonly Hunk[];
}

/** The differences of two versions' files, sorted by path. Bounded, whatever the files are. */
export async function compareFiles(
  from: readonly SkillFile[],
  to: readonly SkillFile[],
): Promise<readonly FileChange[]> {
  const before = new Map(from.map((file) => [file.path, file]));
  const after = new Map(to.map((file) => [file.path, file]));
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(comparePaths);
  const allowance: DiffAllowance = { lines: 20_000, characters: 2_000_000, effort: 8_000_000 };
  const changes: FileChange[] = [];
  for (const path of paths) {
    const change = await compareFile(path, before.get(path), after.get(path), allowance);
    if (change !== null) changes.push(change);
  }
  return changes;
}

async function compareFile(
  path: string,
  before: SkillFile | undefined,
  after: SkillFile | undefined,
  allowance: DiffAllowance,
): Promise<FileChange | null> {
  const from = stateOf(before);
  const to = stateOf(after);
  if (from?.sha256 === to?.sha256) {
    if (from?.mode === to?.mode) return null;
    return { path, kind: 'mode', from, to, shown: 'text', added: 0, removed: 0, hunks: [] };
  }
  const kind = from === null ? 'added' : to === null ? 'removed' : 'changed';
  const texts = [textOf(before), textOf(after)] as const;
  const [oldText, newText] = texts;
  if (oldText === null || newText === null) {
    return { path, kind, from, to, shown: 'binary', added: null, removed: null, hunks: [] };
  }
  return { path, kind, from, to, ...(await diffTexts(oldText, newText, allowance)) };
}

function textOf(file: SkillFile | undefined): string | null {
  return file === undefined ? '' : decodeText(file.path, file.bytes);
}

function stateOf(file: SkillFile | undefined): FileState | null {
  if (file === undefined) return null;
  const { size, sha256, mode } = hashFile(file);
  return { size, sha256, mode: modeText(mode) };
}

function modeText(mode: FileMode): string {
  return mode.toString(8);
}
