import compareVersions from 'semver/functions/compare.js';
import type { LockedSkill, Lockfile } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import { formatLockedSkill } from './formatLockfile.ts';

/** Two locks of one project, and the one both come from where that is known. */
export interface LockfileSides {
  readonly ours: Lockfile;
  readonly theirs: Lockfile;
  readonly base?: Lockfile | undefined;
}

/** A skill on which the two sides differ in a way that only the resolver can settle. */
export interface LockConflict {
  readonly id: SkillId;
  readonly ours: LockedSkill | null;
  readonly theirs: LockedSkill | null;
  readonly kept: LockedSkill;
}

/** What a merge prefers; whether it holds together is for `whyNotSatisfied` and the resolver to say. */
export interface MergedLockfile {
  readonly lockfile: Lockfile;
  readonly conflicts: readonly LockConflict[];
}

type Sides<Value> = { readonly ours: Value; readonly theirs: Value };

/**
 * Merges two locks skill by skill. What only one side changed since `base` is taken (without a
 * base, what only one side has); where both changed, the higher version. The answer does not depend
 * on which side is called ours.
 */
export function mergeLockfiles({ ours, theirs, base }: LockfileSides): MergedLockfile {
  const left = entriesOf(ours);
  const right = entriesOf(theirs);
  const origin = base === undefined ? null : entriesOf(base);
  const skills: LockedSkill[] = [];
  const conflicts: LockConflict[] = [];
  for (const id of [...new Set([...left.keys(), ...right.keys()])].sort()) {
    const sides = { ours: left.get(id) ?? null, theirs: right.get(id) ?? null };
    const before = origin === null ? undefined : (origin.get(id) ?? null);
    const settled = settle(sides, before);
    if (settled !== undefined) {
      if (settled !== null) skills.push(settled);
      continue;
    }
    const kept = higher(sides);
    skills.push(kept);
    conflicts.push({ id, ...sides, kept });
  }
  return { lockfile: { skills }, conflicts };
}

/** What both sides can agree on (null: gone); undefined when they cannot. */
function settle(
  { ours, theirs }: Sides<LockedSkill | null>,
  base: LockedSkill | null | undefined,
): LockedSkill | null | undefined {
  if (same(ours, theirs)) return ours;
  if (base === undefined) return ours === null || theirs === null ? (ours ?? theirs) : undefined;
  if (same(ours, base)) return theirs;
  if (same(theirs, base)) return ours;
  return undefined;
}

function same(left: LockedSkill | null, right: LockedSkill | null): boolean {
  if (left === null || right === null) return left === right;
  return formatLockedSkill(left) === formatLockedSkill(right);
}

/** The side with the higher version; equal versions are told apart by their text, for want of better. */
function higher({ ours, theirs }: Sides<LockedSkill | null>): LockedSkill {
  if (ours === null || theirs === null) return (ours ?? theirs) as LockedSkill;
  const order = compareVersions(ours.version, theirs.version);
  if (order !== 0) return order > 0 ? ours : theirs;
  return formatLockedSkill(ours) >= formatLockedSkill(theirs) ? ours : theirs;
}

function entriesOf(lockfile: Lockfile): ReadonlyMap<SkillId, LockedSkill> {
  return new Map(lockfile.skills.map((skill) => [skill.id, skill]));
}
