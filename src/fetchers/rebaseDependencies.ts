import { posix } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { Dependency } from '../model/Dependency.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { Source } from '../model/Source.ts';

/**
 * Dependencies as seen from the project: a `path` in a `SKILL.md` is relative to that skill's own
 * directory, so the owner's source decides where it leads. Throws `SOURCE_INVALID` for one that
 * leaves the owner's repository.
 */
export function rebaseDependencies(
  owner: SkillId,
  source: Source,
  dependencies: readonly Dependency[],
): readonly Dependency[] {
  return dependencies.map((dependency) =>
    dependency.source.kind === 'path'
      ? { ...dependency, source: rebase(owner, source, dependency.source.path) }
      : dependency,
  );
}

function rebase(owner: SkillId, source: Source, path: string): Source {
  switch (source.kind) {
    case 'path':
      return { kind: 'path', path: joinFolder(source.path, path) };
    case 'git': {
      const inside = posix.normalize(posix.join(source.path, path)).replace(/\/$/, '');
      if (posix.isAbsolute(path) || inside === '..' || inside.startsWith('../')) break;
      return { ...source, path: inside === '.' ? '' : inside };
    }
    case 'registry':
  }
  throw new PaksError('SOURCE_INVALID', {
    message: `\`${owner}\` depends on the folder \`${path}\`, which is not part of where it comes from`,
    hint: 'its author has to name a registry skill or a git repository instead',
  });
}

function joinFolder(base: string, path: string): string {
  if (posix.isAbsolute(path)) return path;
  const joined = posix.normalize(posix.join(base, path)).replace(/\/$/, '');
  return posix.isAbsolute(joined) || joined.startsWith('.') ? joined : `./${joined}`;
}
