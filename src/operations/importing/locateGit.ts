import { askReference } from '../../fetchers/findReference.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import { bestSkills, type FoundSkill } from '../../manifest/findSkills.ts';
import type {
  ForeignReference,
  ForeignRepository,
  ImportedSkill,
} from '../../imports/ImportReading.ts';
import { noEquivalent } from '../../imports/noEquivalent.ts';
import type { CommitId } from '../../model/Locator.ts';
import { ANY, type Range } from '../../model/Range.ts';
import { isSkillId } from '../../model/SkillId.ts';
import type { GitReference, GitSource } from '../../model/Source.ts';
import { chooseSkills } from '../adding/chooseSkills.ts';
import { inspectRepository, type InspectedRepository } from '../adding/inspectRepository.ts';
import { proposeId } from '../adding/proposeId.ts';
import type { ImportedEntry } from './ImportedEntry.ts';

/** The skills of a repository that a line of another tool means, looked up at the commit it had locked. */
export async function locateGit(
  imported: ImportedSkill,
  repository: ForeignRepository,
  objects: GitObjects,
): Promise<readonly ImportedEntry[]> {
  const { url } = repository;
  const { commit, hash, group } = imported;
  const { reference, range } = await settleReference(objects, url, repository.reference);
  const source: GitSource = { kind: 'git', url, path: '', reference };
  await assertTagHolds(objects, source, commit);
  const looked: GitSource =
    commit === null ? source : { ...source, reference: { kind: 'commit', id: commit } };
  const inspected = await inspectRepository(objects, looked);
  const chosen = await choose(imported, repository, inspected);
  return Promise.all(
    chosen.map(async ({ path }) => {
      const name = chosen.length === 1 && imported.name !== null ? imported.name : null;
      const naming = {
        wanted: name !== null && isSkillId(name) ? name : null,
        frontmatter: await inspected.nameOf(path),
        path,
        address: url,
      };
      const skill = { id: proposeId(naming), range, source: { ...source, path }, group };
      return { skill, commit, hash: chosen.length === 1 ? hash : null };
    }),
  );
}

/** A name is the branch of that name where there is one, as for `git clone --branch`, else the tag. */
async function settleReference(
  objects: GitObjects,
  url: string,
  wanted: ForeignReference,
): Promise<{ readonly reference: GitReference; readonly range: Range }> {
  switch (wanted.kind) {
    case 'default':
      return { reference: { kind: 'default' }, range: ANY };
    case 'commit':
      return { reference: { kind: 'commit', id: wanted.id }, range: ANY };
    case 'range':
      return { reference: { kind: 'versions' }, range: wanted.range };
    case 'name': {
      const { name } = wanted;
      const heads = await objects.references(url, 'refs/heads/');
      const isBranch = heads.some((head) => head.name === `refs/heads/${name}`);
      return { reference: { kind: isBranch ? 'branch' : 'tag', name }, range: ANY };
    }
  }
}

/** What was locked of a tag that moved since is no longer to be had by that tag (T10). */
async function assertTagHolds(
  objects: GitObjects,
  source: GitSource,
  locked: CommitId | null,
): Promise<void> {
  if (locked === null || source.reference.kind !== 'tag') return;
  const now = (await askReference(objects, source)).commit;
  if (now === locked) return;
  const tag = `the tag \`${source.reference.name}\``;
  throw noEquivalent(`${tag} was locked at ${locked} and is ${now} now; ask its author why`);
}

async function choose(
  { name, except }: ImportedSkill,
  { url, path }: ForeignRepository,
  { found, nameOf }: InspectedRepository,
): Promise<readonly FoundSkill[]> {
  const exact = found.filter((skill) => path !== null && skill.path === path);
  if (exact.length > 0) return exact;
  const below = found.filter((skill) => path === null || isBelow(skill.path, path));
  if (path !== null && below.length === 0) {
    throw noEquivalent(`\`${url}\` holds no \`SKILL.md\` at \`${path === '' ? '.' : path}\``);
  }
  const wishes = {
    skills: name === null ? [] : [name],
    all: true,
    allDepths: false,
    path: null,
  };
  const chosen = await chooseSkills(wishes, { where: url, found: below, nameOf, prompter: null });
  const named = name === null ? bestSkills(chosen) : chosen;
  return named.filter((skill) => !except.includes(skill.name));
}

function isBelow(path: string, above: string): boolean {
  return above === '' || path.startsWith(`${above}/`);
}
