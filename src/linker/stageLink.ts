import { dirname, relative } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { removeReadOnlyTree } from '../io/removeReadOnlyTree.ts';
import { fingerprintOf } from './fingerprint.ts';
import { installedBy, targetPath, type WantedLink } from './Link.ts';
import type { LinkContext } from './LinkContext.ts';
import type { LedgerRow } from './Ledger.ts';
import { type SideNames, sideNames } from './recoverLinks.ts';
import type { UndoLog } from './UndoLog.ts';

/** A skill that is whole and waits beside its target to be renamed there. */
export interface StagedLink {
  readonly link: WantedLink;
  readonly path: string;
  readonly side: SideNames;
  /** Its row in the ledger once it is in place. */
  readonly row: LedgerRow;
}

/**
 * Puts one skill beside its target: from the store, every byte verified, or as a link to its folder.
 * Throws what `Store.materialize` throws, and `NOT_A_SKILL` for a folder that is not there.
 */
export async function stageLink(
  { fs, store }: LinkContext,
  link: WantedLink,
  undo: UndoLog,
): Promise<StagedLink> {
  const path = targetPath(link);
  const side = sideNames(path);
  for (const directory of missingParents(fs, path)) {
    fs.makeDirectory(directory, 0o755);
    undo.add(() => fs.removeEmptyDirectory(directory));
  }
  undo.add(() => removeReadOnlyTree(fs, side.staged));
  if (link.mode === 'editable') linkFolder(fs, link.source, side.staged);
  else await store.materialize(link.integrity, side.staged, link.mode);
  const { directory, name } = link;
  const fingerprint = fingerprintOf(fs, side.staged);
  const row = { directory, name, installed: installedBy(link), fingerprint, previous: null };
  return { link, path, side, row };
}

/** The directories above a path that are not there yet, outermost first. */
export function missingParents(fs: FileSystem, path: string): readonly string[] {
  const directory = dirname(path);
  if (directory === path || fs.stat(directory) !== undefined) return [];
  return [...missingParents(fs, directory), directory];
}

function linkFolder(fs: FileSystem, source: string, path: string): void {
  if (fs.stat(source)?.isDirectory() !== true) {
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${source}\` is not a directory`,
      hint: 'correct its `path` in `paks.toml`',
      data: { path: source },
    });
  }
  const from = fs.realPath(dirname(path));
  fs.symlink(relative(from, fs.realPath(source)) || '.', path);
}
