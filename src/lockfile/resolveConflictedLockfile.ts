import { codeOf } from '../errors/describeFailure.ts';
import { PaksError } from '../errors/PaksError.ts';
import { conflictSides } from './conflictSides.ts';
import { type MergedLockfile, mergeLockfiles } from './mergeLockfiles.ts';
import { parseLockfile } from './parseLockfile.ts';

/**
 * Reads a `paks.lock` with git's conflict markers in it: both sides are parsed and merged skill by
 * skill. Throws `LOCKFILE_CONFLICT` when the markers do not pair up, and what `parseLockfile`
 * throws when a side is no lockfile.
 */
export function resolveConflictedLockfile(text: string, file = 'paks.lock'): MergedLockfile {
  const sides = conflictSides(text);
  if (sides === null) {
    throw new PaksError('LOCKFILE_CONFLICT', {
      message: `the conflict markers in \`${file}\` do not pair up`,
      hint: 'take one side with `git checkout --ours paks.lock`, then run `paks install`',
    });
  }
  return mergeLockfiles({
    ours: parseLockfile(sides.ours, file),
    theirs: parseLockfile(sides.theirs, file),
    base: sides.base === null ? undefined : tryParse(sides.base, file),
  });
}

/** The common ancestor helps but is not needed: `zdiff3` shows it in part only. */
function tryParse(text: string, file: string) {
  try {
    return parseLockfile(text, file);
  } catch (thrown) {
    if (codeOf(thrown) === 'LOCKFILE_INVALID') return undefined;
    throw thrown;
  }
}
