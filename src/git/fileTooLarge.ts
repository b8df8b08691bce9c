import { PaksError } from '../errors/PaksError.ts';
import { SKILL_LIMITS } from '../model/limits.ts';

/** The refusal of one file over the limit of a skill's files. */
export function fileTooLarge(id: string, size: number): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `the file with the id \`${id}\` has ${size} bytes, and the limit is ${SKILL_LIMITS.fileBytes}`,
    data: { value: size, limit: SKILL_LIMITS.fileBytes },
  });
}
