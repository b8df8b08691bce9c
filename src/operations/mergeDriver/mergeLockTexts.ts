import { codeOf, messageOf } from '../../errors/describeFailure.ts';
import { isPaksError } from '../../errors/PaksError.ts';
import {
  conflictedSkills,
  conflictOfTexts,
  formatConflictedLockfile,
} from '../../lockfile/formatConflictedLockfile.ts';
import { mergeLockfiles } from '../../lockfile/mergeLockfiles.ts';
import { parseLockfile } from '../../lockfile/parseLockfile.ts';
import { describeUnsatisfied } from '../../lockfile/Unsatisfied.ts';
import { whyNotSatisfied } from '../../lockfile/whyNotSatisfied.ts';
import { sourceOf } from '../../model/Locator.ts';
import type { Lockfile } from '../../model/Lockfile.ts';
import { ANY } from '../../model/Range.ts';
import type { SkillId } from '../../model/SkillId.ts';

/** What git hands to a merge driver: the common ancestor and both sides, as texts. */
export interface LockTexts {
  /** '' where the sides have none in common. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What became of them. */
export interface MergedTexts {
  readonly text: string;
  readonly skills: number;
  readonly conflicts: readonly SkillId[];
  /** Why a side could not be read at all: then `text` holds both whole sides; null otherwise. */
  readonly unreadable: string | null;
  /** Edges that no longer hold, though nobody changed the same skill: `paks install` settles them. */
  readonly unsettled: readonly string[];
}

/**
 * Merges three texts of `paks.lock` skill by skill. What cannot be decided is left between git's conflict
 * markers, in a form that `paks install` reads. Never throws for what the texts hold.
 */
export function mergeLockTexts({ base, ours, theirs }: LockTexts): MergedTexts {
  const sides = readSides(ours, theirs);
  if (typeof sides === 'string') {
    const text = conflictOfTexts(ours, theirs);
    return { text, skills: 0, conflicts: [], unreadable: sides, unsettled: [] };
  }
  // An ancestor that is itself the merge of several may hold markers; it helps, but is not needed.
  const origin = base.trim() === '' ? NONE : readOrNull(base);
  const merged = mergeLockfiles({ ...sides, base: origin ?? undefined });
  return {
    text: formatConflictedLockfile(merged, origin ?? NONE),
    skills: merged.lockfile.skills.length,
    conflicts: conflictedSkills(merged),
    unreadable: null,
    unsettled: brokenEdges(merged.lockfile),
  };
}

const NONE: Lockfile = { skills: [] };

function readSides(ours: string, theirs: string) {
  try {
    return { ours: parseLockfile(ours), theirs: parseLockfile(theirs) };
  } catch (thrown) {
    if (!isPaksError(thrown)) throw thrown;
    return messageOf(thrown);
  }
}

function readOrNull(text: string): Lockfile | null {
  try {
    return parseLockfile(text);
  } catch (thrown) {
    if (codeOf(thrown)?.startsWith('LOCKFILE_') === true) return null;
    throw thrown;
  }
}

function brokenEdges(locked: Lockfile): readonly string[] {
  const dependencies = locked.skills.map(({ id, pin }) => ({
    id,
    range: ANY,
    source: sourceOf(pin),
  }));
  const pathDependencies = new Map();
  return whyNotSatisfied({ dependencies, overrides: [], locked, pathDependencies }).map(
    describeUnsatisfied,
  );
}
