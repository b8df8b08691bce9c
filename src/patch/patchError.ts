import { PaksError } from '../errors/PaksError.ts';

/** The failure of a patch file that is not what Paks takes, at a line of it. */
export function invalidPatch(line: number, reason: string): PaksError {
  return new PaksError('PATCH_INVALID', {
    message: `the patch ${reason}, in line ${line}`,
    hint: 'make it again with `paks patch NAME`',
    data: { line },
  });
}
