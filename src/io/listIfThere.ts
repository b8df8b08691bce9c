import { codeOf } from '../errors/describeFailure.ts';
import type { DirectoryEntry, FileSystem } from './FileSystem.ts';

/** What a directory holds; nothing where there is no directory. */
export function listIfThere(fs: FileSystem, path: string): readonly DirectoryEntry[] {
  try {
    return fs.readDirectory(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
