import { posix } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { Dependency } from '../model/Dependency.ts';
import { normalizeFolder } from '../model/folderPath.ts';
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
  if (source.kind === 'npm') {
    const [, skill] = /^skills\/([^/]+)$/.exec(placeInRepository('skills/_', path) ?? '') ?? [];
    if (skill !== undefined) return { ...source, skill };
  }
  const place = source.kind === 'git' ? placeInRepository(source.path, path) : null;
  if (source.kind === 'path') return { kind: 'path', path: folderBeside(source.path, path) };
  if (source.kind === 'git' && place !== null) return { ...source, path: place };
  throw new PaksError('SOURCE_INVALID', {
    message: `\`${owner}\` depends on the folder \`${path}\`, which is not part of where it comes from`,
    hint: 'its author has to name a registry skill or a git repository instead',
    data: { id: owner, path },
  });
}

/** Null for a place outside the repository. */
function placeInRepository(base: string, path: string): string | null {
  const inside = posix.normalize(posix.join(base, path)).replace(/\/$/, '');
  if (posix.isAbsolute(path) || inside === '..' || inside.startsWith('../')) return null;
  return inside === '.' ? '' : inside;
}

/** In the manifest's own spelling: two spellings of one folder would be two sources. */
function folderBeside(base: string, path: string): string {
  const joined = posix.isAbsolute(path) ? path : posix.join(base, path);
  return normalizeFolder(joined) ?? joined;
}
