import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import { resolveConflictedLockfile } from '../lockfile/resolveConflictedLockfile.ts';
import { parseLockfile } from '../lockfile/parseLockfile.ts';
import { parseManifest } from '../manifest/parseManifest.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import type { RegistryName } from '../model/Source.ts';
import { LOCK_FILE, MANIFEST_FILE } from './findProject.ts';
import type { LockState, Project, ProjectPlace } from './Project.ts';

/**
 * Reads manifest and lock. A missing manifest is an empty one (only the global one may be missing).
 * Throws `MANIFEST_INVALID`, `LOCKFILE_INVALID` or `LOCKFILE_TOO_NEW` with file, line and column.
 */
export function loadProject(
  fs: FileSystem,
  place: ProjectPlace,
  defaultRegistry: RegistryName,
): Project {
  const manifestText = readText(fs, place.manifest, 'MANIFEST_INVALID') ?? '';
  const manifest = parseManifest(manifestText, { file: MANIFEST_FILE, registry: defaultRegistry });
  return { place, manifest, manifestText, lock: readLock(fs, place) };
}

function readLock(fs: FileSystem, place: ProjectPlace): LockState {
  const text = readText(fs, place.lock, 'LOCKFILE_INVALID');
  if (text === null) return { kind: 'absent' };
  try {
    return { kind: 'present', lockfile: parseLockfile(text, LOCK_FILE), text };
  } catch (error) {
    if (!isPaksError(error) || error.code !== 'LOCKFILE_CONFLICT') throw error;
    const { lockfile, conflicts } = resolveConflictedLockfile(text, LOCK_FILE);
    return { kind: 'conflict', lockfile, text, conflicts: conflicts.map(({ id }) => id) };
  }
}

/** The text of a UTF-8 file, or null where there is none. */
function readText(
  fs: FileSystem,
  path: string,
  code: 'MANIFEST_INVALID' | 'LOCKFILE_INVALID',
): string | null {
  const limit =
    code === 'MANIFEST_INVALID' ? INPUT_LIMITS.manifestBytes : INPUT_LIMITS.lockfileBytes;
  const bytes = readRegularFile(fs, path, limit);
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PaksError(code, {
      message: `\`${path}\` is not UTF-8 text`,
      hint: 'save it as UTF-8',
      cause,
    });
  }
}
