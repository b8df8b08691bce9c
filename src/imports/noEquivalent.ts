import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { ImportedSkill, Unmatched } from './ImportReading.ts';

/** Says why one line of another tool's file cannot be taken over; the others still can. */
export function noEquivalent(why: string): PaksError {
  return new PaksError('SOURCE_INVALID', { message: why });
}

/** One line of another tool's file: what it is called, and how to read it. */
export type ForeignLine = readonly [what: string, read: () => readonly ImportedSkill[]];

/**
 * Reads line after line; one that throws `SOURCE_INVALID` is listed as having no equivalent. Any other
 * failure (`IMPORT_INVALID`) means that the file itself is broken, and is thrown.
 */
export function readLines(lines: Iterable<ForeignLine>): {
  readonly skills: readonly ImportedSkill[];
  readonly unmatched: readonly Unmatched[];
} {
  const skills: ImportedSkill[] = [];
  const unmatched: Unmatched[] = [];
  for (const [what, read] of lines) {
    try {
      skills.push(...read());
    } catch (thrown) {
      if (!isPaksError(thrown) || thrown.code !== 'SOURCE_INVALID') throw thrown;
      unmatched.push({ what, why: thrown.message });
    }
  }
  return { skills, unmatched };
}
