import { atomicWrite } from '../../io/atomicWrite.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import type { SkillFolder } from './readSkillFolder.ts';

/**
 * Writes what mending changed and nothing else: the bytes of a file by a rename beside it, an
 * executable bit for whoever may read the file. Throws `UNSAFE_TARGET` or what the disk says.
 */
export function writeFixes(
  fs: FileSystem,
  { files, sources }: SkillFolder,
  mended: readonly SkillFile[],
): void {
  for (const [index, file] of mended.entries()) {
    const before = files[index];
    const path = sources.get(file.path);
    if (before === undefined || path === undefined || before === file) continue;
    if (before.bytes !== file.bytes) atomicWrite(fs, path, file.bytes);
    const mode = fs.lstat(path)?.mode ?? 0;
    if (before.mode !== file.mode) fs.changeMode(path, (mode & 0o777) | ((mode & 0o444) >> 2));
  }
}
