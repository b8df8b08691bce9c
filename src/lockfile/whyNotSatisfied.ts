import type { Dependency } from '../model/Dependency.ts';
import type { Integrity } from '../model/Integrity.ts';
import { sourceOf } from '../model/Locator.ts';
import type { LockedSkill, Lockfile } from '../model/Lockfile.ts';
import type { Version } from '../model/Range.ts';
import { isAtPin, type ManifestPin, type ProjectDependency } from '../model/ManifestPin.ts';
import type { SkillId } from '../model/SkillId.ts';
import { type Source, sourceKey } from '../model/Source.ts';
import type { Unsatisfied } from './Unsatisfied.ts';
import { VersionRanges } from './VersionRanges.ts';

/** What a lock is held against. */
export interface LockRequirements {
  /** The skills of every group, not only of the ones being installed: the lock covers them all. */
  readonly dependencies: readonly ProjectDependency[];
  readonly overrides: readonly Dependency[];
  readonly locked: Lockfile;
  /** What the `SKILL.md` of each reachable local folder asks for now. */
  readonly pathDependencies: ReadonlyMap<SkillId, readonly Dependency[]>;
  /** What `node_modules` holds of reachable skills now; of one that is not named nothing is asked. */
  readonly packages?: ReadonlyMap<SkillId, InstalledContent> | undefined;
}

/** The version and the content of an installed npm package's skill. */
export interface InstalledContent {
  readonly version: Version;
  readonly integrity: Integrity;
}

/** A requirement on its way through the lock, and who makes it. */
interface Edge {
  readonly by: SkillId | null;
  readonly dependency: ProjectDependency;
}

/**
 * Every reason why a lock does not answer a manifest; none means that nothing has to be resolved.
 * Pure: asks neither disk nor network. Cycles are fine.
 */
export function whyNotSatisfied(requirements: LockRequirements): readonly Unsatisfied[] {
  const { dependencies, overrides, locked, pathDependencies, packages } = requirements;
  const skills = new Map(locked.skills.map((skill) => [skill.id, skill]));
  const forced = new Map(overrides.map((override) => [override.id, override]));
  const ranges = new VersionRanges();
  const reached = new Set<SkillId>();
  const reasons: Unsatisfied[] = [];
  const edges: Edge[] = dependencies.map((dependency) => ({ by: null, dependency }));
  for (const { by, dependency } of edges) {
    const override = forced.get(dependency.id);
    const wanted = override ?? dependency;
    const skill = skills.get(wanted.id);
    const pin = override === undefined ? dependency.pin : undefined;
    const reason = judge({ by, wanted, skill, pin, isOverride: override !== undefined, ranges });
    if (reason !== null) reasons.push(reason);
    if (skill === undefined || reached.has(skill.id)) continue;
    reached.add(skill.id);
    const installed = packages?.get(skill.id);
    if (installed !== undefined && !isInstalled(skill, installed)) {
      reasons.push({ kind: 'package', id: skill.id, locked: skill, version: installed.version });
    }
    const now = pathDependencies.get(skill.id);
    if (now !== undefined && !sameEdges(now, skill.dependencies)) {
      reasons.push({ kind: 'folder', id: skill.id });
    }
    for (const next of now ?? skill.dependencies) edges.push({ by: skill.id, dependency: next });
  }
  for (const { id } of locked.skills)
    if (!reached.has(id)) reasons.push({ kind: 'unreachable', id });
  return reasons;
}

interface Judgement {
  readonly by: SkillId | null;
  readonly wanted: Dependency;
  readonly skill: LockedSkill | undefined;
  readonly pin: ManifestPin | undefined;
  readonly isOverride: boolean;
  readonly ranges: VersionRanges;
}

function judge({ by, wanted, skill, pin, isOverride, ranges }: Judgement): Unsatisfied | null {
  const { id } = wanted;
  if (skill === undefined) return { kind: 'missing', id, by, wanted };
  const source = sourceOf(skill.pin);
  const sameSource = sourceKey(source) === sourceKey(wanted.source);
  if (sameSource && (!isRanged(source) || ranges.accepts(wanted.range, skill.version))) {
    if (pin === undefined || isAtPin(skill, pin)) return null;
    return { kind: 'pin', id, pin, locked: skill };
  }
  if (isOverride) return { kind: 'override', id, wanted, locked: skill };
  return { kind: sameSource ? 'range' : 'source', id, by, wanted, locked: skill };
}

/** A branch, a commit, a tag by name and a folder pin by themselves: their ranges say nothing. */
function isRanged(source: Source): boolean {
  return (
    source.kind === 'registry' || (source.kind === 'git' && source.reference.kind === 'versions')
  );
}

function isInstalled(locked: LockedSkill, { version, integrity }: InstalledContent): boolean {
  return locked.version === version && locked.integrity === integrity;
}

function sameEdges(left: readonly Dependency[], right: readonly Dependency[]): boolean {
  const texts = (edges: readonly Dependency[]) =>
    edges.map(({ id, range, source }) => `${id}@${range} ${sourceKey(source)}`).sort();
  const others = texts(right);
  return left.length === right.length && texts(left).every((text, index) => text === others[index]);
}
