import type { Dependency } from '../../../src/model/Dependency.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { type CommitId, LOCAL_VERSION } from '../../../src/model/Locator.ts';
import type { LockedSkill, Lockfile } from '../../../src/model/Lockfile.ts';
import { parseRange, parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import type { GitReference, Source } from '../../../src/model/Source.ts';

const PUBLIC: Source = { kind: 'registry', registry: 'paks' };

export function edge(id: string, range: string, source: Source = PUBLIC): Dependency {
  return { id: parseSkillId(id), range: parseRange(range), source };
}

/** A registry skill; `content` tells the bytes of equal versions apart. */
export function registrySkill(
  id: string,
  version: string,
  dependencies: readonly Dependency[] = [],
  content = version,
): LockedSkill {
  return {
    id: parseSkillId(id),
    version: parseVersion(version),
    pin: { kind: 'registry', registry: 'paks' },
    integrity: integrityOf(content),
    dependencies,
  };
}

/** A git skill at version 1.0.0; `digit` makes its commit. */
export function gitSkill(id: string, reference: GitReference, digit = 'a'): LockedSkill {
  return {
    id: parseSkillId(id),
    version: parseVersion('1.0.0'),
    pin: {
      kind: 'git',
      url: 'https://host.example/skills.git',
      path: '',
      reference,
      ...(reference.kind === 'versions' && { tag: 'v1.0.0' }),
      commit: digit.repeat(40) as CommitId,
    },
    integrity: integrityOf('git'),
    dependencies: [],
  };
}

export function folder(id: string, dependencies: readonly Dependency[] = []): LockedSkill {
  return {
    id: parseSkillId(id),
    version: LOCAL_VERSION,
    pin: { kind: 'path', path: `./${id}` },
    integrity: null,
    dependencies,
  };
}

/** The only skill of the npm package `tools`. */
export function npmSkill(id: string, version: string): LockedSkill {
  return {
    id: parseSkillId(id),
    version: parseVersion(version),
    pin: { kind: 'npm', package: 'tools', skill: '', path: `skills/${id}` },
    integrity: integrityOf(version),
    dependencies: [],
  };
}

export function lockOf(...skills: readonly LockedSkill[]): Lockfile {
  return { skills: skills.toSorted((left, right) => (left.id < right.id ? -1 : 1)) };
}

function integrityOf(content: string): Integrity {
  const bytes = Buffer.alloc(32, content);
  return `sha256-${bytes.toString('base64')}` as Integrity;
}
