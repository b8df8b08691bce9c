import { basename, dirname } from 'node:path/posix';
import { SKILL_FILE } from '../model/skillPath.ts';

/**
 * How likely a `SKILL.md` is meant to be installed: published places, then dot directories at the
 * root, then tests and examples, then skills inside another skill.
 */
type SkillRank = 'published' | 'dot-directory' | 'example' | 'nested';

/** A directory that holds a `SKILL.md`; `path` is '' for the root. */
export interface FoundSkill {
  readonly path: string;
  /** The last segment of the path, '' for the root. */
  readonly name: string;
  readonly rank: SkillRank;
}

const RANKS: readonly SkillRank[] = ['published', 'dot-directory', 'example', 'nested'];
const SKIPPED = new Set(['.git', 'node_modules']);
const EXAMPLES =
  /^(?:__)?(?:tests?|specs?|fixtures?|examples?|samples?|templates?|testdata|test-data)(?:__)?$/i;

/**
 * Every skill among the `/`-separated paths of a repository's files, by rank and then by path. All are
 * returned: to offer lower ranks only when nothing better exists is for {@link bestSkills}.
 */
export function findSkills(files: Iterable<string>): readonly FoundSkill[] {
  const directories = new Set<string>();
  for (const file of files) {
    if (basename(file) !== SKILL_FILE) continue;
    const directory = file === SKILL_FILE ? '' : dirname(file);
    if (!directory.split('/').some((segment) => SKIPPED.has(segment))) directories.add(directory);
  }
  return [...directories]
    .map((path) => ({ path, name: basename(path), rank: rankOf(path, directories) }))
    .sort((left, right) => order(left) - order(right) || (left.path < right.path ? -1 : 1));
}

/** The skills of the best rank that occurs. */
export function bestSkills(found: readonly FoundSkill[]): readonly FoundSkill[] {
  return found.filter(({ rank }) => rank === found[0]?.rank);
}

function rankOf(path: string, directories: ReadonlySet<string>): SkillRank {
  if (path === '') return 'published';
  for (let above = dirname(path); above !== '.'; above = dirname(above)) {
    if (directories.has(above)) return 'nested';
  }
  if (directories.has('')) return 'nested';
  const segments = path.split('/');
  if (segments.some((segment) => EXAMPLES.test(segment))) return 'example';
  return path.startsWith('.') ? 'dot-directory' : 'published';
}

function order({ rank }: FoundSkill): number {
  return RANKS.indexOf(rank);
}
