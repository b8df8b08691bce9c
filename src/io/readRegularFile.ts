import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from './FileSystem.ts';

/**
 * The bytes of a file, or null where nothing is there. What would never end or fill the memory is
 * refused before it is opened: `FILE_ACCESS` for a pipe, a device or a directory, `LIMIT_EXCEEDED` for
 * more than `maxBytes` (reliability R03). Follows links.
 */
export function readRegularFile(fs: FileSystem, path: string, maxBytes: number): Uint8Array | null {
  const status = fs.stat(path);
  if (status === undefined) return null;
  if (!status.isFile()) {
    throw new PaksError('FILE_ACCESS', {
      message: `\`${path}\` is not a file`,
      hint: 'remove it, or name another path',
      data: { path },
    });
  }
  if (status.size > maxBytes) {
    throw new PaksError('LIMIT_EXCEEDED', {
      message: `\`${path}\` has ${status.size} bytes; the limit is ${maxBytes}`,
      hint: 'check the path: nothing of this kind is that large',
      data: { path, limit: maxBytes },
    });
  }
  return fs.readFile(path);
}
