import { atomicWrite } from '../../io/atomicWrite.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { refuseEscapingParents } from '../../io/safePath.ts';
import { missingParents } from '../../linker/stageLink.ts';
import type { UndoLog } from '../../linker/UndoLog.ts';

/**
 * Writes a file below a root; the log puts back what was there, directories included. Throws
 * `UNSAFE_TARGET` where its folder leads out of the root (threat T02).
 */
export function writeInPlace(
  fs: FileSystem,
  { root, path, data }: { readonly root: string; readonly path: string; readonly data: string },
  undo: UndoLog,
): void {
  refuseEscapingParents(fs, root, path);
  const before = fs.lstat(path) === undefined ? null : fs.readFile(path);
  for (const directory of missingParents(fs, path)) {
    fs.makeDirectory(directory, 0o755);
    undo.add(() => fs.removeEmptyDirectory(directory));
  }
  undo.add(() => {
    if (before !== null) atomicWrite(fs, path, before);
    else if (fs.lstat(path) !== undefined) fs.removeFile(path);
  });
  atomicWrite(fs, path, data);
}
