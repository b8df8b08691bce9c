import { dirname } from 'node:path';
import { atomicWrite } from '../io/atomicWrite.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { ProjectPlace } from './Project.ts';

/** The texts a project should have; null leaves a file as it is. */
export interface ProjectTexts {
  readonly manifest: string | null;
  readonly lock: string | null;
}

/**
 * Writes the manifest, then the lock: each whole, or as it was. When the lock cannot be written the
 * manifest is put back, so that a failed command leaves both as they were.
 */
export function saveProject(fs: FileSystem, place: ProjectPlace, texts: ProjectTexts): void {
  const before = texts.manifest === null ? null : readIfThere(fs, place.manifest);
  if (texts.manifest !== null) {
    fs.makeDirectories(dirname(place.manifest));
    atomicWrite(fs, place.manifest, texts.manifest);
  }
  if (texts.lock === null) return;
  try {
    atomicWrite(fs, place.lock, texts.lock);
  } catch (error) {
    if (texts.manifest !== null) restore(fs, place.manifest, before);
    throw error;
  }
}

function readIfThere(fs: FileSystem, path: string): Uint8Array | null {
  return fs.lstat(path) === undefined ? null : fs.readFile(path);
}

function restore(fs: FileSystem, path: string, before: Uint8Array | null): void {
  if (before === null) fs.removeFile(path);
  else atomicWrite(fs, path, before);
}
