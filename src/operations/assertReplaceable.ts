import { PaksError } from '../errors/PaksError.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import type { Services } from './Services.ts';

/** A file that a command writes anew each time it is run. */
export interface MadeFile {
  /** Absolute. */
  readonly path: string;
  /** How every file of the kind begins. */
  readonly beginning: Uint8Array;
  /** What the kind is called. */
  readonly kind: string;
}

/**
 * Throws `TARGET_NOT_OURS` where a file is in the way that is none of the kind: a slip of the hand in
 * `--output` must not cost anybody a lock or a text.
 */
export function assertReplaceable(
  { fileSystem }: Pick<Services, 'fileSystem'>,
  { path, beginning, kind }: MadeFile,
): void {
  const size = fileSystem.stat(path)?.size ?? 0;
  if (size === 0) return;
  const present = readRegularFile(fileSystem, path, size);
  if (present !== null && beginning.every((byte, index) => present[index] === byte)) return;
  throw new PaksError('TARGET_NOT_OURS', {
    message: `\`${path}\` is already there, and is no ${kind}`,
    hint: 'move it away, or name another file with `--output`',
    data: { path },
  });
}
