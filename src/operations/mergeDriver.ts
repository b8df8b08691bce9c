import { resolve } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import { mergeLockTexts } from './mergeDriver/mergeLockTexts.ts';
import type { Services } from './Services.ts';

/** The files git names to a merge driver (gitattributes(5)): `%O`, `%A` and `%B`. */
export interface MergeDriverInput {
  readonly base: string;
  /** Also where the result goes. */
  readonly ours: string;
  readonly theirs: string;
}

/** What the driver wrote over `ours`. */
export interface MergeDriverResult {
  /** False: conflict markers are left for `paks install`. */
  readonly merged: boolean;
  readonly skills: number;
  readonly conflicts: readonly string[];
  readonly unreadable: string | null;
  readonly unsettled: readonly string[];
}

/**
 * `paks lock --merge-driver`: merges two versions of a lock for git. Reads and writes these files only;
 * asks nobody.
 */
export async function mergeDriver(
  input: MergeDriverInput,
  services: Services,
): Promise<MergeDriverResult> {
  const { text, ...about } = mergeLockTexts({
    base: readText(services, input.base),
    ours: readText(services, input.ours),
    theirs: readText(services, input.theirs),
  });
  atomicWrite(services.fileSystem, resolve(services.workingDirectory, input.ours), text);
  return { merged: about.conflicts.length === 0 && about.unreadable === null, ...about };
}

function readText({ fileSystem, workingDirectory }: Services, name: string): string {
  const path = resolve(workingDirectory, name);
  const bytes = readRegularFile(fileSystem, path, INPUT_LIMITS.lockfileBytes);
  if (bytes !== null) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  throw new PaksError('USAGE', {
    message: `there is no file \`${name}\` to merge`,
    hint: 'git calls this by itself: `git config merge.paks.driver "paks lock --merge-driver %O %A %B"`',
  });
}
