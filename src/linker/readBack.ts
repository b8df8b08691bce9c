import { join } from 'node:path';
import { messageOf } from '../errors/describeFailure.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import { type Target, targetPath } from './Link.ts';

/** A target whose skill an agent would not find, and why. */
export interface ReadBackProblem {
  readonly target: Target;
  readonly reason: string;
}

/** Looks at each target as its agent does: a directory that lists `SKILL.md`, spelled so, and lets it be read. */
export function readBack(fs: FileSystem, targets: readonly Target[]): readonly ReadBackProblem[] {
  return targets.flatMap((target) => {
    const reason = problemAt(fs, targetPath(target));
    return reason === null ? [] : [{ target, reason }];
  });
}

/** The error for what {@link readBack} found; null for nothing. */
export function readBackError(problems: readonly ReadBackProblem[]): PaksError | null {
  const [first] = problems;
  if (first === undefined) return null;
  return new PaksError('FILE_ACCESS', {
    message: `\`${targetPath(first.target)}\` cannot be read back: ${first.reason}`,
    hint: 'check that the disk and its permissions let agents read there',
    data: { problems },
  });
}

function problemAt(fs: FileSystem, path: string): string | null {
  try {
    const names = fs.readDirectory(path).map((entry) => entry.name);
    if (!names.includes(SKILL_FILE)) return `it lists no \`${SKILL_FILE}\``;
    fs.readFile(join(path, SKILL_FILE));
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
