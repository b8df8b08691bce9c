import { isPaksError } from '../../errors/PaksError.ts';
import { askReference } from '../../fetchers/findReference.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import type { CommitTree } from '../../git/GitClient.ts';
import { type FoundSkill, findSkills } from '../../manifest/findSkills.ts';
import { parseSkill } from '../../manifest/parseSkill.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { CommitId } from '../../model/Locator.ts';
import type { GitSource } from '../../model/Source.ts';

/** A repository at the commit a source names, looked at before anything is added. */
export interface InspectedRepository {
  readonly found: readonly FoundSkill[];
  /** The frontmatter name of the skill at a path; undefined where it has none that can be read. */
  readonly nameOf: (path: string) => Promise<string | undefined>;
}

/** Lists the skills of a repository: one listing of references, one tree, no checkout. */
export async function inspectRepository(
  objects: GitObjects,
  source: GitSource,
): Promise<InspectedRepository> {
  const tree = await objects.tree(source.url, await commitOf(objects, source));
  return {
    found: findSkills(tree.entries.map((entry) => entry.path)),
    nameOf: (path) => readName(objects, { source, tree, path }),
  };
}

/** For a range over tags the default branch shows which skills there are. */
async function commitOf(objects: GitObjects, source: GitSource): Promise<CommitId> {
  const { reference } = source;
  if (reference.kind === 'commit') return reference.id as CommitId;
  const wanted: GitSource =
    reference.kind === 'versions' ? { ...source, reference: { kind: 'default' } } : source;
  return (await askReference(objects, wanted)).commit;
}

interface Place {
  readonly source: GitSource;
  readonly tree: CommitTree;
  readonly path: string;
}

async function readName(
  objects: GitObjects,
  { source, tree, path }: Place,
): Promise<string | undefined> {
  const file = path === '' ? SKILL_FILE : `${path}/${SKILL_FILE}`;
  const entry = tree.entries.find((candidate) => candidate.path === file);
  if (entry === undefined) return undefined;
  const bytes = await objects.blob(source.url, tree.commit, entry.id);
  return skillName(bytes, file);
}

/** The `name` of a `SKILL.md`, or undefined: installing will say what is wrong with it. */
export function skillName(bytes: Uint8Array, file: string): string | undefined {
  try {
    return parseSkill(bytes, { file, registry: '', allowInvalid: true }).name;
  } catch (error) {
    if (isPaksError(error)) return undefined;
    throw error;
  }
}
