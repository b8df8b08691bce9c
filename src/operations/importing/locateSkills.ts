import type { ErrorCode } from '../../errors/catalog.ts';
import { isPaksError } from '../../errors/PaksError.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import { assertSourceAllowed } from '../../fetchers/policyGate.ts';
import type { ImportedSkill, Unmatched } from '../../imports/ImportReading.ts';
import type { Source } from '../../model/Source.ts';
import type { Services } from '../Services.ts';
import type { ImportedEntry } from './ImportedEntry.ts';
import { locateGit } from './locateGit.ts';
import { locateFolder, locatePackage } from './locateOnDisk.ts';

/** What says that one skill cannot be taken over, and nothing about the others. */
const UNFOUND: ReadonlySet<ErrorCode> = new Set([
  'SOURCE_INVALID',
  'NAME_INVALID',
  'NOT_A_SKILL',
  'CHOICE_NEEDED',
  'REF_NOT_FOUND',
  'REPOSITORY_UNREACHABLE',
  // What a forge says of a repository that is private, or gone.
  'AUTH_REQUIRED',
  'FORBIDDEN',
  'LIMIT_EXCEEDED',
  'PACKAGE_MISSING',
  'PACKAGE_INVALID',
  'POLICY_REFUSED',
  'UNSAFE_LINK',
  'UNSAFE_PATH',
]);

/** Where skills are looked for. */
export interface LocatingContext {
  readonly services: Services;
  readonly objects: GitObjects;
  readonly allowedSources: readonly string[] | undefined;
  /** The manifest's directory. */
  readonly root: string;
  /** The directory of the other tool's file. */
  readonly base: string;
}

/**
 * Looks up every line of another tool's file. A line that leads nowhere is listed, the others are taken; a
 * network that fails is thrown, because the lines would be missing for no fault of theirs.
 */
export async function locateSkills(
  skills: readonly ImportedSkill[],
  context: LocatingContext,
): Promise<{
  readonly entries: readonly ImportedEntry[];
  readonly unmatched: readonly Unmatched[];
}> {
  const entries: ImportedEntry[] = [];
  const unmatched: Unmatched[] = [];
  for (const skill of skills) {
    try {
      entries.push(...(await locate(skill, context)));
    } catch (thrown) {
      if (!isPaksError(thrown) || !UNFOUND.has(thrown.code)) throw thrown;
      unmatched.push({ what: skill.name ?? skill.written, why: thrown.message });
    }
  }
  return { entries, unmatched };
}

async function locate(
  skill: ImportedSkill,
  { services, objects, allowedSources, root, base }: LocatingContext,
): Promise<readonly ImportedEntry[]> {
  const { source } = skill;
  assertSourceAllowed(skill.written, policySource(source), allowedSources);
  switch (source.kind) {
    case 'git':
      return locateGit(skill, source, objects);
    case 'path':
      return locateFolder(services, skill, { path: source.path, base, root });
    case 'npm':
      return locatePackage(services, skill, { name: source.package, root });
  }
}

/** As far as a policy looks at a source. */
function policySource(source: ImportedSkill['source']): Source {
  switch (source.kind) {
    case 'git':
      return { kind: 'git', url: source.url, path: '', reference: { kind: 'default' } };
    case 'path':
      return source;
    case 'npm':
      return { ...source, skill: '' };
  }
}
