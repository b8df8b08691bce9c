import { PaksError } from '../errors/PaksError.ts';
import type { FetcherProvider } from '../fetchers/FetcherProvider.ts';
import { commitOf, type Locator, sourceOf } from '../model/Locator.ts';
import type { LockedSkill, Lockfile } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import { sourceKey } from '../model/Source.ts';
import type { Resolution, ResolvedSkill } from '../resolver/resolve.ts';

/** What decides which locators are asked for again. */
export interface LockingOptions {
  readonly unlock: ReadonlySet<SkillId> | 'all';
  /** Take a tag that points elsewhere than when it was locked. */
  readonly acceptMovedTag: boolean;
}

/**
 * A resolution as a lockfile: what did not move keeps its entry, the rest is located. Throws
 * `TAG_MOVED` (T10) where a version that was locked now means another commit or other content.
 */
export async function lockResolution(
  resolution: Resolution,
  locked: readonly LockedSkill[],
  provider: FetcherProvider,
  options: LockingOptions,
): Promise<Lockfile> {
  const before = new Map(locked.map((skill) => [skill.id, skill]));
  const skills = [...resolution.skills.values()].map(async (skill): Promise<LockedSkill> => {
    const known = before.get(skill.id);
    const same = known !== undefined && isSameVersion(known, skill) ? known : null;
    const { dependencies } = skill;
    const isPackage = skill.source.kind === 'npm';
    const stays = same?.version === skill.version && !isPackage && !isUnlocked(skill, options);
    if (stays) return { ...same, dependencies };
    const located = await provider.locate(skill.id, skill.version, skill.source);
    // What `node_modules` holds is npm's to say, and is wherever it is read.
    if (same === null || isPackage) return { ...located, dependencies };
    if (!options.acceptMovedTag) assertNotMoved(same, located);
    const kept = isSameCommit(same, located) ? same.integrity : null;
    return { ...located, integrity: located.integrity ?? kept, dependencies };
  });
  const all = await Promise.all(skills);
  return { skills: all.sort((left, right) => (left.id < right.id ? -1 : 1)) };
}

function isUnlocked({ id, pinned }: ResolvedSkill, { unlock }: LockingOptions): boolean {
  return !pinned && (unlock === 'all' || unlock.has(id));
}

/** A tag promises one content, whether or not its name is a version; branches are meant to move. */
function isSameVersion(locked: LockedSkill, { version, source }: ResolvedSkill): boolean {
  if (sourceKey(sourceOf(locked.pin)) !== sourceKey(source)) return false;
  const isTag = source.kind === 'git' && source.reference.kind === 'tag';
  return isTag || locked.version === version;
}

function isSameCommit(locked: Locator, located: Locator): boolean {
  return commitOf(locked.pin) === commitOf(located.pin);
}

/** Throws `TAG_MOVED` where a locked version is no longer the commit or content that was locked (T10). */
export function assertNotMoved(locked: LockedSkill, located: Locator): void {
  const isSame =
    located.pin.kind === 'registry'
      ? locked.integrity === located.integrity
      : isSameCommit(locked, located);
  if (isSame) return;
  const { from, to } = difference(locked, located);
  throw new PaksError('TAG_MOVED', {
    message: `version \`${locked.version}\` of \`${locked.id}\` moved: it was ${short(from)} and is now ${short(to)}`,
    hint: `see what it holds now with \`paks diff ${locked.id}\` and ask its author why; to take it anyway: \`paks update ${locked.id} --accept-moved-tag\``,
    data: { id: locked.id, version: locked.version, from, to },
  });
}

/** As much of a commit as tells it apart; content hashes as they are. */
function short(text: string): string {
  return /^[0-9a-f]{40,}$/.test(text) ? text.slice(0, 12) : text;
}

/** The commits, or where they are the same the contents: of one commit a lock may have been edited. */
function difference(locked: LockedSkill, located: Locator) {
  const from = commitOf(locked.pin);
  const to = commitOf(located.pin);
  if (from !== undefined && to !== undefined && from !== to) return { from, to };
  return { from: String(locked.integrity), to: String(located.integrity) };
}
