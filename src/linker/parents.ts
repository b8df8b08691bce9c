import { join, relative } from 'node:path';
import type { TargetDirectory } from '../agents/targetDirectories.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { isUnder, refuseEscapingParents } from '../io/safePath.ts';
import { type Target, targetPath } from './Link.ts';
import type { LinkContext } from './LinkContext.ts';

type Place = Pick<LinkContext, 'fs' | 'root' | 'scope'>;

/**
 * Refuses a target whose parents lead elsewhere: out of the project, or for personal skills out of the
 * agent's directory. Throws `UNSAFE_TARGET` (threat T02), or `UNSAFE_PATH` for its name.
 */
export function checkTarget({ fs, root, scope }: Place, target: Target): void {
  refuseEscapingParents(fs, scope === 'project' ? root : target.directory, targetPath(target));
}

/**
 * The directories as they really are, each once: an agent's directory that is a link to another
 * agent's is served by that one. In a project, throws `UNSAFE_TARGET` for one that leaves it; where a
 * user's own directories lead is the user's business.
 */
export function resolveDirectories(
  { fs, root, scope }: Place,
  targets: readonly TargetDirectory[],
): readonly TargetDirectory[] {
  const resolved = new Map<string, TargetDirectory>();
  for (const target of targets) {
    if (scope === 'project') refuseEscapingParents(fs, root, join(target.directory, 'skill'));
    const directory = belowRoot(fs, root, realDirectory(fs, target.directory));
    const key = `${target.layout} ${directory}`;
    const agents = [...(resolved.get(key)?.agents ?? []), ...target.agents];
    resolved.set(key, { ...target, directory, agents: [...new Set(agents)] });
  }
  return [...resolved.values()];
}

/** The real path of what exists, and the rest as it will be. */
function realDirectory(fs: FileSystem, directory: string): string {
  const missing: string[] = [];
  let existing = directory;
  while (fs.stat(existing) === undefined) {
    const parent = join(existing, '..');
    if (parent === existing) return directory;
    missing.unshift(relative(parent, existing));
    existing = parent;
  }
  return join(fs.realPath(existing), ...missing);
}

/** Back to the spelling of the root as the caller has it, which may itself be reached by a link. */
function belowRoot(fs: FileSystem, root: string, real: string): string {
  const realRoot = realDirectory(fs, root);
  return isUnder(realRoot, real) ? join(root, relative(realRoot, real)) : real;
}
