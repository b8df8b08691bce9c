import { silentReporter } from '../events/Reporter.ts';
import type { Dependency } from '../model/Dependency.ts';
import type { ProjectDependency } from '../model/ManifestPin.ts';
import { ANY, parseRange } from '../model/Range.ts';
import { isSkillId, qualifiedName, type SkillId } from '../model/SkillId.ts';
import type { Incompatibility, NoMatch } from './Incompatibility.ts';
import type { Offer } from './Offer.ts';
import { Pace } from './Pace.ts';
import { factsOf } from './proof.ts';
import type { Provider } from './Provider.ts';
import type { ResolveInput } from './Resolution.ts';
import { searchWithLock } from './searchWithLock.ts';

const MOST_HINTS = 5;

/** Changes that are tried out, the likeliest first. */
const MOST_TRIALS = 12;

/** Decisions one trial may take; a change that needs more is not proposed. */
const MOST_DECISIONS = 5000;

/** One change to try: what to resolve instead, and what to say if that works. */
interface Trial {
  readonly input: ResolveInput;
  /** Told the version that was then chosen for `id`, if any. */
  readonly say: (version: string | undefined) => string;
  readonly id?: SkillId;
}

/** A proof, and what it was found with. */
export interface Failed {
  readonly input: ResolveInput;
  readonly provider: Provider;
  readonly refutation: Incompatibility;
  readonly offers: readonly Offer[];
}

/**
 * At most five changes that would give a solution, each verified by solving again with that one
 * thing changed, as the command to run or the edit to make; what has to go where nothing less helps, and
 * where else to look for what does not exist. Throws `INTERRUPTED`.
 */
export async function suggestFixes(failed: Failed): Promise<readonly string[]> {
  const direct = directWishes(failed);
  const changes = await tried(trialsFor(failed, direct), failed);
  if (changes.length > 0) return changes;
  const omissions = await tried(leftOut(failed.input, direct), failed);
  return omissions.length > 0 ? omissions : otherPlaces(failed.input, direct);
}

async function tried(trials: readonly Trial[], failed: Failed): Promise<readonly string[]> {
  const hints = new Set<string>();
  for (const trial of trials.slice(0, MOST_TRIALS)) {
    const pace = new Pace(silentReporter, failed.input.signal, MOST_DECISIONS);
    const outcome = await searchWithLock(trial.input, failed.provider, pace);
    if (outcome.kind !== 'solved') continue;
    const chosen = outcome.choices.find(({ offer }) => offer.subject.id === trial.id);
    hints.add(trial.say(chosen?.candidate.version));
    if (hints.size === MOST_HINTS) break;
  }
  return [...hints];
}

/** What of the manifest the proof rests on, with why nothing matches it, if that is so. */
type DirectWishes = ReadonlyMap<SkillId, NoMatch | null>;

function directWishes({ refutation }: Failed): DirectWishes {
  const direct = new Map<SkillId, NoMatch | null>();
  for (const { cause } of factsOf(refutation)) {
    if (cause.kind !== 'requirement' || cause.dependent !== null) continue;
    direct.set(cause.dependency.id, cause.noMatch);
  }
  return direct;
}

function trialsFor(failed: Failed, direct: DirectWishes): readonly Trial[] {
  const { input, refutation, offers } = failed;
  const skills = new Set<SkillId>();
  for (const { cause, terms } of factsOf(refutation)) {
    for (const { variable } of terms) skills.add(offers[variable]?.subject.id ?? ('' as SkillId));
    if (cause.kind === 'requirement') skills.add(cause.dependency.id);
  }
  return [
    ...correctedNames(input, direct),
    ...relaxedRanges(input, direct),
    ...droppedOverrides(input, skills),
    ...droppedPins(input, skills),
    ...freedLocks(input, offers, skills),
    ...olderAllowed(input, offers, skills),
  ];
}

/** "Did you mean": another name for a skill that does not exist. */
function correctedNames(input: ResolveInput, direct: DirectWishes): Trial[] {
  return input.roots.flatMap((root): Trial[] => {
    const noMatch = direct.get(root.id);
    if (noMatch?.kind !== 'missing') return [];
    const { suggestion } = noMatch;
    if (suggestion === undefined || !isSkillId(suggestion)) return [];
    const say = () => `did you mean \`${suggestion}\`?`;
    return [{ input: withRoot(input, root, { ...root, id: suggestion }), say }];
  });
}

/** Another range for one thing the manifest asks for; a prerelease where only those match. */
function relaxedRanges(input: ResolveInput, direct: DirectWishes): Trial[] {
  const overridden = new Set(input.overrides.map((override) => override.id));
  return input.roots.flatMap((root): Trial[] => {
    const noMatch = direct.get(root.id);
    if (noMatch === undefined || overridden.has(root.id)) return [];
    const isPrerelease = noMatch?.kind === 'only-prereleases';
    if (root.range === ANY && !isPrerelease) return [];
    const range = isPrerelease ? parseRange(noMatch.newest) : ANY;
    const say = (version: string | undefined) =>
      `set \`"${root.id}" = "${isPrerelease ? range : `^${version}`}"\` in \`paks.toml\``;
    return [{ input: withRoot(input, root, { ...root, range }), say, id: root.id }];
  });
}

function droppedOverrides(input: ResolveInput, skills: ReadonlySet<SkillId>): Trial[] {
  return input.overrides
    .filter((override) => skills.has(override.id))
    .map((override) => ({
      input: { ...input, overrides: input.overrides.filter((other) => other !== override) },
      say: () => `remove \`${override.id}\` from \`[overrides]\` in \`paks.toml\``,
    }));
}

/** One pin less; the lock then moves as far as it must. */
function droppedPins(input: ResolveInput, skills: ReadonlySet<SkillId>): Trial[] {
  return input.roots
    .filter(({ id, pin }) => pin !== undefined && skills.has(id))
    .map((root) => ({
      input: withRoot(input, root, { ...root, pin: undefined }),
      say: () => `run \`paks unpin ${root.id}\``,
    }));
}

/** One locked skill more that may move, else all of them. */
function freedLocks(
  input: ResolveInput,
  offers: readonly Offer[],
  skills: ReadonlySet<SkillId>,
): Trial[] {
  const { unlock } = input;
  if (unlock === 'all' || unlock.size === 0) return [];
  const held = offers.filter((offer) => offer.isClosed && skills.has(offer.subject.id));
  const freed = held.map(({ subject: { id } }): Trial => {
    const names = [...unlock, id];
    const say = () => `run \`paks update ${names.join(' ')}\``;
    return { input: { ...input, unlock: new Set(names) }, say };
  });
  if (held.length === 0) return [];
  return [...freed, { input: { ...input, unlock: 'all' }, say: () => 'run `paks update`' }];
}

/** Without the wait for new releases. */
function olderAllowed(
  input: ResolveInput,
  offers: readonly Offer[],
  skills: ReadonlySet<SkillId>,
): Trial[] {
  const young = offers.filter(({ subject, hidden }) => {
    return skills.has(subject.id) && hidden.some((version) => version.why === 'too-young');
  });
  if (young.length === 0) return [];
  const names = young.map((offer) => `\`${offer.subject.id}\` ${youngest(offer)}`).join(', ');
  const say = () =>
    `wait until ${names} is old enough, or lower \`minimum-release-age\` in \`paks.toml\``;
  return [{ input: { ...input, publishedBefore: null }, say }];
}

/** One wish less, where several of the manifest clash. */
function leftOut(input: ResolveInput, direct: DirectWishes): Trial[] {
  if (direct.size < 2) return [];
  return input.roots
    .filter(({ id }) => direct.has(id))
    .map((root) => ({
      input: { ...input, roots: input.roots.filter((other) => other !== root) },
      say: () => `there is a solution without \`${root.id}\` in \`paks.toml\``,
    }));
}

/** A skill that no registry has is often meant to be a repository. */
function otherPlaces({ roots }: ResolveInput, direct: DirectWishes): readonly string[] {
  const missing = roots.filter(({ id, source }) => {
    return source.kind === 'registry' && direct.get(id)?.kind === 'missing';
  });
  return missing.map(({ id }) => {
    const name = qualifiedName(id)?.name ?? id;
    const search = `look for it with \`paks search ${name}\``;
    return `${search}; a private skill needs \`paks login\`; a repository is \`https://github.com/${id}\``;
  });
}

function youngest(offer: Offer): string {
  return offer.hidden.find((version) => version.why === 'too-young')?.version ?? '';
}

function withRoot(input: ResolveInput, root: Dependency, other: ProjectDependency): ResolveInput {
  return { ...input, roots: input.roots.map((each) => (each === root ? other : each)) };
}
