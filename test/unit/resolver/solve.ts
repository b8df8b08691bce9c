import { silentReporter } from '../../../src/events/Reporter.ts';
import type { LockedSkill } from '../../../src/model/Lockfile.ts';
import type { ManifestPin } from '../../../src/model/ManifestPin.ts';
import { parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import { isPaksError } from '../../../src/errors/PaksError.ts';
import type { Resolution, ResolveInput } from '../../../src/resolver/resolve.ts';
import { resolve } from '../../../src/resolver/resolve.ts';
import { MemoryProvider, needs, type Needs, type TestSkills } from './MemoryProvider.ts';

/** A resolution in the short form tests use. */
export interface Problem {
  readonly roots: Needs;
  readonly skills: TestSkills;
  /** Versions that roots are pinned to. */
  readonly pins?: Readonly<Record<string, { readonly version: string; readonly reason?: string }>>;
  readonly overrides?: Needs;
  readonly locked?: readonly LockedSkill[];
  readonly unlock?: readonly string[] | 'all';
  readonly publishedBefore?: number | null;
  readonly provider?: MemoryProvider;
}

/** The input of `resolve` for a problem. */
export function inputOf(problem: Problem): ResolveInput {
  const { unlock, pins = {} } = problem;
  return {
    roots: needs(problem.roots).map((root) => ({ ...root, pin: pinOf(pins[root.id]) })),
    overrides: needs(problem.overrides ?? {}),
    locked: problem.locked ?? [],
    unlock: unlock === 'all' ? 'all' : new Set((unlock ?? []).map(parseSkillId)),
    publishedBefore: problem.publishedBefore ?? null,
    reporter: silentReporter,
  };
}

function pinOf(
  pin: { readonly version: string; readonly reason?: string } | undefined,
): ManifestPin | undefined {
  return pin && { kind: 'version', version: parseVersion(pin.version), reason: pin.reason };
}

/** Resolves a problem. */
export function solve(problem: Problem): Promise<Resolution> {
  return resolve(inputOf(problem), problem.provider ?? new MemoryProvider(problem.skills));
}

/** What was chosen, as `id version` by id, or null where there is no solution. */
export async function solved(problem: Problem): Promise<ReadonlyMap<string, string> | null> {
  try {
    const { skills } = await solve(problem);
    return new Map([...skills.values()].map(({ id, version }) => [id, version]));
  } catch (error) {
    if (isPaksError(error) && error.code === 'NO_SOLUTION') return null;
    throw error;
  }
}

/** How a resolution fails: its code, its lines, its hints. */
export async function failureOf(
  problem: Problem,
): Promise<{ code: string; lines: readonly string[]; hints: unknown; data: unknown }> {
  try {
    await solve(problem);
  } catch (error) {
    if (!isPaksError(error)) throw error;
    const { code, message, data } = error;
    return { code, lines: message.split('\n'), hints: data['hints'], data };
  }
  throw new Error('there is a solution');
}
