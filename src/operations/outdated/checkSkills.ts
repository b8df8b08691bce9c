import { isPaksError, type PaksError } from '../../errors/PaksError.ts';
import { LOCAL_VERSION, sourceOf } from '../../model/Locator.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import type { ManifestSkill } from '../../model/Manifest.ts';
import type { SkillId } from '../../model/SkillId.ts';
import { type Source, sourceKey } from '../../model/Source.ts';
import { lockedSkills, type Project } from '../../project/Project.ts';
import { type Resolution, resolve } from '../../resolver/resolve.ts';
import type { Services } from '../Services.ts';
import type { Sources } from '../Sources.ts';
import { CautiousProvider } from './CautiousProvider.ts';
import { judgeSkill, type JudgingContext } from './judgeSkill.ts';
import { listTogether } from './listTogether.ts';
import { newestOf } from './newestOf.ts';
import type { OutdatedProblem, OutdatedSkill } from './OutdatedResult.ts';
import { ProblemList } from './ProblemList.ts';

/** What is checked, and of whom it is asked; `sources` must be fresh ones. */
export interface Checking {
  readonly project: Project;
  readonly sources: Sources;
  /** Ids of the lock or the manifest. */
  readonly ids: ReadonlySet<SkillId>;
}

/** What a check found. */
export interface Checked {
  /** Sorted by id. */
  readonly skills: readonly OutdatedSkill[];
  readonly problems: readonly OutdatedProblem[];
}

/**
 * Holds skills against what their sources offer now. A source that cannot be asked, a tag that moved
 * or a manifest that no update can answer is a problem beside the others' answers, never the end.
 */
export async function checkSkills(services: Services, checking: Checking): Promise<Checked> {
  const { project, sources, ids } = checking;
  const { manifest } = project;
  const locked = lockedSkills(project);
  const cautious = new CautiousProvider(sources.provider, locked);
  const problems = new ProblemList();
  const entries = manifest.skills.filter(({ id }) => ids.has(id));
  const skills = locked.filter(({ id }) => ids.has(id));
  listTogether(sources.objects, [
    ...entries.map(({ source }) => source),
    ...skills.map(({ pin }) => sourceOf(pin)),
  ]);
  const publishedBefore = oldEnough(services, sources);
  const resolving = { ...checking, cautious, publishedBefore };
  const resolution = await tryToResolve(services, resolving).catch((error: unknown) => {
    problems.add(null, whatFailed(error));
    return null;
  });
  const context = {
    ...sources,
    project,
    cautious,
    manifest,
    resolution,
    publishedBefore,
    problems,
  };
  const lacking = entries.filter(
    ({ id }, index) =>
      !skills.some((skill) => skill.id === id) &&
      entries.findIndex((entry) => entry.id === id) === index,
  );
  const rows = await Promise.all([
    ...skills.map((skill) => checkLocked(skill, context)),
    ...lacking.map((entry) => checkLacking(entry, context)),
  ]);
  rows.sort((left, right) => (left.id < right.id ? -1 : 1));
  return { skills: rows, problems: problems.list() };
}

interface CheckContext extends JudgingContext {
  readonly project: Project;
  readonly problems: ProblemList;
}

async function checkLocked(skill: LockedSkill, context: CheckContext): Promise<OutdatedSkill> {
  const { project, cautious, problems } = context;
  const row = { ...describe(skill, sourceOf(skill.pin), project), current: shown(skill) };
  if (skill.pin.kind === 'path') return { ...row, ...standingStill(skill) };
  const judgement = await judgeSkill(skill, context).catch((error: unknown) => {
    cautious.failures.set(skill.id, error);
    return null;
  });
  const failure = cautious.failures.get(skill.id);
  if (failure !== undefined) problems.add(skill.id, whatFailed(failure));
  if (judgement === null || failure !== undefined) return { ...row, ...UNCHECKED };
  const { moved, ...judged } = judgement;
  if (moved !== null) problems.add(skill.id, moved);
  return { ...row, ...judged };
}

async function checkLacking(entry: ManifestSkill, context: CheckContext): Promise<OutdatedSkill> {
  const { project, cautious, resolution, publishedBefore } = context;
  const answer = await cautious.versions(entry.id, entry.source).catch(() => null);
  const candidates = answer?.kind === 'found' ? answer.value : [];
  return {
    ...describe(entry, entry.source, project),
    current: null,
    wanted: resolution?.skills.get(entry.id)?.version ?? null,
    latest: newestOf(candidates, publishedBefore).latest,
    standing: 'missing',
    news: true,
    reasons: [],
  };
}

interface Resolving extends Checking {
  readonly cautious: CautiousProvider;
  readonly publishedBefore: number | null;
}

/** What `paks update` of these skills would lock. */
function tryToResolve(
  { signal, reporter }: Services,
  { project, ids, cautious, publishedBefore }: Resolving,
): Promise<Resolution> {
  const { manifest } = project;
  const locked = lockedSkills(project);
  const isEverything = locked.every(({ id }) => ids.has(id));
  return resolve(
    {
      roots: manifest.skills,
      overrides: manifest.overrides,
      locked,
      unlock: isEverything ? 'all' : ids,
      publishedBefore,
      signal,
      reporter,
    },
    cautious,
  );
}

function oldEnough({ clock }: Services, { config }: Sources): number | null {
  const { minimumReleaseAge: age } = config;
  return age === undefined ? null : clock.now() - age;
}

/** The failure of a source; what nobody expects to fail is thrown on. */
function whatFailed(error: unknown): PaksError {
  if (isPaksError(error) && error.code !== 'INTERRUPTED' && error.code !== 'BUG') return error;
  throw error;
}

const UNCHECKED = {
  wanted: null,
  latest: null,
  standing: 'unchecked',
  news: false,
  reasons: [],
} as const;

function standingStill(skill: LockedSkill) {
  const version = shown(skill);
  return {
    wanted: version,
    latest: version,
    standing: 'current',
    news: false,
    reasons: [],
  } as const;
}

function shown({ version }: LockedSkill): string {
  return version === LOCAL_VERSION ? 'local' : version;
}

function describe({ id }: { readonly id: SkillId }, source: Source, project: Project) {
  const entry = project.manifest.skills.find((each) => each.id === id);
  return {
    id,
    source: sourceKey(source),
    requirement: entry?.range ?? null,
    group: entry?.group ?? null,
    requiredBy: lockedSkills(project)
      .filter(({ dependencies }) => dependencies.some((each) => each.id === id))
      .map((each) => each.id),
  };
}
