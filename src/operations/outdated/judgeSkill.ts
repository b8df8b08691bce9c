import compareVersions from 'semver/functions/compare.js';
import { isPaksError, type PaksError } from '../../errors/PaksError.ts';
import type { Locator } from '../../model/Locator.ts';
import { sourceOf } from '../../model/Locator.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import type { Version } from '../../model/Range.ts';
import { type Source, sourceKey } from '../../model/Source.ts';
import type { Candidate } from '../../resolver/Provider.ts';
import type { ResolvedSkill } from '../../resolver/resolve.ts';
import { assertNotMoved } from '../lockResolution.ts';
import type { CautiousProvider } from './CautiousProvider.ts';
import { isSameContent } from './isSameContent.ts';
import { newestOf } from './newestOf.ts';
import { offerOf, type OfferSources, type SkillOffer } from './offerOf.ts';
import type { SkillStanding, StandingReason } from './OutdatedResult.ts';
import { type Deciders, whyHeld } from './whyHeld.ts';

/** What a locked skill is judged by. */
export interface JudgingContext extends OfferSources, Deciders {
  readonly cautious: CautiousProvider;
  /** Milliseconds; versions published later are too young. Null where age does not matter. */
  readonly publishedBefore: number | null;
}

/** How a locked skill stands beside what its source offers. */
export interface Judgement {
  readonly wanted: Version | null;
  readonly latest: Version | null;
  readonly standing: SkillStanding;
  readonly news: boolean;
  readonly reasons: readonly StandingReason[];
  /** The tag that moved. */
  readonly moved: PaksError | null;
}

/** Judges one skill that comes from a registry, a git repository or an npm package. */
export async function judgeSkill(locked: LockedSkill, context: JudgingContext): Promise<Judgement> {
  const source = sourceOf(locked.pin);
  const answer = await context.cautious.versions(locked.id, source);
  const candidates = answer.kind === 'found' ? answer.value : [];
  const atCommit = context.manifest.skills.some(
    ({ id, pin }) => id === locked.id && pin?.kind === 'commit',
  );
  const offer = await offerOf({ id: locked.id, source, candidates, atCommit }, context);
  const newest = newestOf(offer.candidates, context.publishedBefore);
  const { latest } = newest;
  const seen = { locked, source, offer, context };
  const chosen = context.resolution?.skills.get(locked.id);
  const wanted = chosen?.version ?? null;
  const isSkipped = latest !== null && latest !== wanted && isAhead(latest, seen);
  const reasons = [
    ...notes(locked, offer, newest),
    ...(isSkipped ? whySkipped(latest, newest.usable, seen) : []),
  ];
  const moved = await findMovedTag(locked, candidates, context);
  const isUnneeded = context.resolution !== null && chosen === undefined;
  const found = { wanted, latest, reasons, moved };
  if (moved !== null) return { ...found, standing: 'moved', news: true };
  if (isUnneeded) return { ...found, standing: 'unneeded', news: false };
  return { ...found, ...(await standingOf(seen, { ...newest, chosen, reasons })) };
}

interface Facts {
  readonly latest: Version | null;
  readonly usable: Version | null;
  readonly chosen: ResolvedSkill | undefined;
  readonly reasons: readonly StandingReason[];
}

async function standingOf(
  seen: Seen,
  { latest, usable, chosen, reasons }: Facts,
): Promise<Pick<Judgement, 'standing' | 'news'>> {
  const { locked, source, offer } = seen;
  const moves = chosen !== undefined && isOther(locked, chosen);
  if (moves && sourceKey(chosen.source) !== sourceKey(source)) return UPDATE;
  // What `node_modules` holds may be other content under the same version.
  const mayDiffer = moves || (chosen !== undefined && locked.pin.kind === 'npm');
  if (mayDiffer && (await isOtherContent(chosen.version, seen))) return UPDATE;
  if (isYanked(locked, offer)) return { standing: 'held', news: true };
  if (await isNew(latest, seen)) {
    const isDecided = reasons.some(({ kind }) => kind === 'pinned' || kind === 'override');
    return { standing: 'held', news: !isDecided && (await isNew(usable, seen)) };
  }
  const isNewer = moves || (latest !== null && isAhead(latest, seen));
  if (isNewer) return { standing: 'same-content', news: false };
  return { standing: seen.context.resolution === null ? 'unchecked' : 'current', news: false };
}

const UPDATE = { standing: 'update', news: true } as const;

interface Seen {
  readonly locked: LockedSkill;
  readonly source: Source;
  readonly offer: SkillOffer;
  readonly context: JudgingContext;
}

function isOther(locked: LockedSkill, chosen: ResolvedSkill): boolean {
  return (
    locked.version !== chosen.version ||
    sourceKey(sourceOf(locked.pin)) !== sourceKey(chosen.source)
  );
}

/** Whether a version is newer; of a branch every other commit is. */
function isAhead(version: Version, { locked, source }: Seen): boolean {
  const hasVersions =
    source.kind === 'registry' ||
    (source.kind === 'git' && ['versions', 'tag'].includes(source.reference.kind));
  if (hasVersions) return compareVersions(version, locked.version) > 0;
  return version !== locked.version;
}

/** Whether a version is newer and holds other files. */
async function isNew(version: Version | null, seen: Seen): Promise<boolean> {
  return version !== null && isAhead(version, seen) && (await isOtherContent(version, seen));
}

async function isOtherContent(version: Version, seen: Seen): Promise<boolean> {
  const { locked, offer, context } = seen;
  return !(await isSameContent(context.objects, locked, await offer.locate(version)));
}

function whySkipped(
  latest: Version,
  usable: Version | null,
  { locked, source, context }: Seen,
): readonly StandingReason[] {
  const held = whyHeld({ id: locked.id, source, version: latest }, context);
  if (latest === usable) return held;
  const young = { kind: 'release-age', message: `${latest} is too young` } as const;
  return [young, ...held.filter(({ kind }) => kind !== 'conflict')];
}

function notes(
  locked: LockedSkill,
  offer: SkillOffer,
  { yanked }: { readonly yanked: Version | null },
): readonly StandingReason[] {
  const listed = offer.candidates.some(({ version }) => version === locked.version);
  const hasOthers = locked.pin.kind === 'registry' || locked.pin.kind === 'git';
  const isVersion = locked.pin.kind !== 'git' || locked.pin.tag !== undefined;
  return [
    ...(isYanked(locked, offer)
      ? [{ kind: 'yanked' as const, message: `${locked.version} was yanked` }]
      : []),
    ...(yanked !== null && yanked !== locked.version
      ? [{ kind: 'yanked' as const, message: `${yanked} was yanked` }]
      : []),
    ...(hasOthers && isVersion && !listed
      ? [{ kind: 'unlisted' as const, message: `${locked.version} is no longer offered` }]
      : []),
  ];
}

function isYanked({ version }: LockedSkill, { candidates }: SkillOffer): boolean {
  return candidates.some((each) => each.version === version && each.yanked);
}

/** The error of a tag, or a registry's version, that is no longer what was locked (T10). */
async function findMovedTag(
  locked: LockedSkill,
  candidates: readonly Candidate[],
  { provider }: JudgingContext,
): Promise<PaksError | null> {
  const source = sourceOf(locked.pin);
  const isTag = source.kind === 'git' && source.reference.kind === 'tag';
  const isBranch = source.kind === 'git' && source.reference.kind !== 'versions' && !isTag;
  const version = isTag ? candidates[0]?.version : locked.version;
  if (isBranch || !candidates.some((each) => each.version === version)) return null;
  if (version === undefined) return null;
  const located: Locator = await provider.locate(locked.id, version, source);
  try {
    assertNotMoved(locked, located);
    return null;
  } catch (error) {
    if (isPaksError(error)) return error;
    throw error;
  }
}
