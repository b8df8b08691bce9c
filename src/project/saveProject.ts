import { dirname } from 'node:path';
import { atomicWrite, type StagedWrite, stageWrite } from '../io/atomicWrite.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { ProjectPlace } from './Project.ts';

/** The texts a project should have; null leaves a file as it is. */
export interface ProjectTexts {
  readonly manifest: string | null;
  readonly lock: string | null;
}

/**
 * Writes the manifest, then the lock: each whole, or as it was. Both are on the disk before either
 * is in place, so that a full disk changes neither; whatever fails after that, a flush included, both
 * are put back.
 */
export function saveProject(fs: FileSystem, place: ProjectPlace, texts: ProjectTexts): void {
  const writes = [
    { path: place.manifest, text: texts.manifest },
    { path: place.lock, text: texts.lock },
  ].flatMap(({ path, text }) =>
    text === null ? [] : [{ path, text, before: readIfThere(fs, path) }],
  );
  const staged: StagedWrite[] = [];
  const begun: (typeof writes)[number][] = [];
  try {
    for (const { path, text } of writes) {
      fs.makeDirectories(dirname(path));
      staged.push(stageWrite(fs, path, text));
    }
    for (const [index, write] of writes.entries()) {
      begun.push(write);
      staged[index]?.commit();
    }
  } catch (error) {
    for (const { path, before } of begun.reverse()) putBack(fs, path, before);
    for (const write of staged) write.discard();
    throw error;
  }
}

function readIfThere(fs: FileSystem, path: string): Uint8Array | null {
  return fs.lstat(path) === undefined ? null : fs.readFile(path);
}

function putBack(fs: FileSystem, path: string, before: Uint8Array | null): void {
  try {
    if (before !== null) atomicWrite(fs, path, before);
    else if (fs.lstat(path) !== undefined) fs.removeFile(path);
  } catch {
    // What went wrong first is what the person has to hear.
  }
}
