import compareVersions from 'semver/functions/compare.js';
import { commitOf, sourceOf } from '../model/Locator.ts';
import type { LockedSkill, Lockfile } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import { sourceKey } from '../model/Source.ts';
import { formatLockedSkill } from './formatLockfile.ts';

/**
 * What makes an entry another one, the most telling first: it comes from elsewhere, its version
 * went up or down, the same version is another commit or content, only its edges or notes differ.
 */
export type LockChangeKind =
  | 'source'
  | 'upgraded'
  | 'downgraded'
  | 'commit'
  | 'content'
  | 'details';

/** A skill in both locks that is not the same in both. */
export interface LockChange {
  readonly id: SkillId;
  readonly kind: LockChangeKind;
  readonly from: LockedSkill;
  readonly to: LockedSkill;
  /** True for a new tag or commit over the very same files: nothing to review. */
  readonly sameContent: boolean;
}

/** The difference of two locks; every list is sorted by id. */
export interface LockfileDifference {
  readonly added: readonly LockedSkill[];
  readonly removed: readonly LockedSkill[];
  readonly changed: readonly LockChange[];
}

/** What changes from one lock to another, for people and for `--json`. */
export function diffLockfiles(from: Lockfile, to: Lockfile): LockfileDifference {
  const before = new Map(from.skills.map((skill) => [skill.id, skill]));
  const after = new Map(to.skills.map((skill) => [skill.id, skill]));
  return {
    added: to.skills.filter(({ id }) => !before.has(id)),
    removed: from.skills.filter(({ id }) => !after.has(id)),
    changed: to.skills.flatMap((skill) => {
      const old = before.get(skill.id);
      if (old === undefined || formatLockedSkill(old) === formatLockedSkill(skill)) return [];
      return [changeOf(old, skill)];
    }),
  };
}

function changeOf(from: LockedSkill, to: LockedSkill): LockChange {
  const sameContent = from.integrity !== null && from.integrity === to.integrity;
  return { id: to.id, kind: kindOf(from, to), from, to, sameContent };
}

function kindOf(from: LockedSkill, to: LockedSkill): LockChangeKind {
  if (sourceKey(sourceOf(from.pin)) !== sourceKey(sourceOf(to.pin))) return 'source';
  const order = compareVersions(to.version, from.version);
  if (order !== 0) return order > 0 ? 'upgraded' : 'downgraded';
  if (commitOf(from.pin) !== commitOf(to.pin)) return 'commit';
  return from.integrity === to.integrity ? 'details' : 'content';
}
