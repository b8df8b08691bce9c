import { dirname, join } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { type LockServices, withLock } from '../io/lockFile.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import { INPUT_LIMITS } from '../model/limits.ts';

/**
 * Edits the user's `config.toml` while no other Paks does, and tells whether that changed a byte. What
 * would not be read back is not written: `CONFIG_INVALID`. Readable by its owner only, because a
 * proxy's address may hold a password. A file that is a link, as dotfile managers make them, is
 * written where it leads.
 */
export async function editConfigFile(
  file: string,
  services: LockServices,
  edit: (text: string) => string,
): Promise<boolean> {
  const { fs } = services;
  fs.makeDirectories(dirname(file), 0o700);
  return withLock(join(dirname(file), '.config.lock'), services, async () => {
    const before = readText(fs, file);
    const after = edit(before);
    if (after === before) return false;
    // Loaded here alone, so that the parser stays out of what every command loads.
    const { readConfigFile } = await import('./readConfigFile.ts');
    readConfigFile(after, file);
    const isLink = fs.lstat(file)?.isSymbolicLink() === true;
    atomicWrite(fs, isLink ? fs.realPath(file) : file, after, { mode: 0o600 });
    return true;
  });
}

function readText(fs: FileSystem, file: string): string {
  const bytes = readRegularFile(fs, file, INPUT_LIMITS.manifestBytes);
  if (bytes === null) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PaksError('CONFIG_INVALID', { message: `\`${file}\` is not UTF-8 text`, cause });
  }
}
