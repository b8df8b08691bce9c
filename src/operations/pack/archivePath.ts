import { dirname, join, resolve } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import { isUnder } from '../../io/safePath.ts';

/** What decides where an archive goes. All directories are absolute. */
export interface ArchivePathInput {
  /** As it was typed; null for the default. */
  readonly output: string | null;
  readonly workingDirectory: string;
  /** The skill's directory. */
  readonly root: string;
  readonly name: string;
  /** Null where `SKILL.md` has none. */
  readonly version: string | null;
}

/**
 * Where the archive is written: `NAME-VERSION.tgz` in the working directory, or beside the skill where
 * that is inside it. Never inside the skill, of which it would become a part; throws `USAGE`.
 */
export function archivePath(input: ArchivePathInput): string {
  const { output, workingDirectory, root } = input;
  const name = fileName(input);
  if (output === null) {
    const inside = workingDirectory === root || isUnder(root, workingDirectory);
    return join(inside ? dirname(root) : workingDirectory, name);
  }
  const path = resolve(workingDirectory, output);
  if (path !== root && !isUnder(root, path)) return path;
  throw new PaksError('USAGE', {
    message: `\`${output}\` is inside the skill, and the archive would become a part of it`,
    hint: `pass a path outside of it: \`--output ../${name}\``,
  });
}

function fileName({ name, version }: ArchivePathInput): string {
  return `${version === null ? name : `${name}-${version}`}.tgz`;
}
