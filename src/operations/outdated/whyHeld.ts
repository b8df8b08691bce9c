import satisfies from 'semver/functions/satisfies.js';
import { pinnedTo } from '../../model/ManifestPin.ts';
import { LOCAL_VERSION } from '../../model/Locator.ts';
import type { ManifestSkill, Manifest } from '../../model/Manifest.ts';
import type { Version } from '../../model/Range.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { Source } from '../../model/Source.ts';
import type { Resolution } from '../../resolver/resolve.ts';
import type { StandingReason } from './OutdatedResult.ts';

/** A version that exists and is not taken. */
export interface HeldVersion {
  readonly id: SkillId;
  readonly source: Source;
  readonly version: Version;
}

/** Who decides about it. */
export interface Deciders {
  readonly manifest: Manifest;
  /** What `paks update` would choose; null where there is no solution. */
  readonly resolution: Resolution | null;
}

/**
 * Why a version that its source offers is not chosen, the most binding reason first. There is always
 * one: what no single requirement forbids, all of them together do.
 */
export function whyHeld(held: HeldVersion, deciders: Deciders): readonly StandingReason[] {
  const entries = deciders.manifest.skills.filter(({ id }) => id === held.id);
  const decided = decision(held, entries, deciders.manifest);
  if (decided !== null) return [decided];
  const requirements = [...ownRanges(held, entries), ...rangesOfOthers(held, deciders)];
  if (requirements.length > 0) return requirements;
  if (deciders.resolution === null) {
    return [{ kind: 'conflict', message: 'no update has a solution' }];
  }
  return [{ kind: 'conflict', message: 'what it needs does not go with the rest' }];
}

function decision(
  { id, source }: HeldVersion,
  entries: readonly ManifestSkill[],
  { overrides }: Manifest,
): StandingReason | null {
  const override = overrides.find((each) => each.id === id);
  if (override !== undefined) {
    return { kind: 'override', message: `overridden with ${override.range}` };
  }
  const pin = entries.find((entry) => entry.pin !== undefined)?.pin;
  if (pin !== undefined) {
    const why = pin.reason === undefined ? '' : `: ${pin.reason}`;
    return { kind: 'pinned', message: `pinned to ${pinnedTo(pin).slice(0, 12)}${why}` };
  }
  if (source.kind !== 'git') return null;
  const { reference } = source;
  if (reference.kind === 'tag') return { kind: 'reference', message: `tag ${reference.name}` };
  return null;
}

function ownRanges(
  { version }: HeldVersion,
  entries: readonly ManifestSkill[],
): readonly StandingReason[] {
  return entries
    .filter(({ range }) => !admits(range, version))
    .map(({ range }) => ({ kind: 'manifest', message: `paks.toml asks for ${range}` }));
}

function rangesOfOthers(
  { id, version }: HeldVersion,
  { resolution }: Deciders,
): readonly StandingReason[] {
  return [...(resolution?.skills.values() ?? [])].flatMap((skill) =>
    skill.dependencies
      .filter((wanted) => wanted.id === id && !admits(wanted.range, version))
      .map(({ range }): StandingReason => {
        const by = skill.version === LOCAL_VERSION ? skill.id : `${skill.id} ${skill.version}`;
        return { kind: 'requirement', message: `${by} needs ${range}` };
      }),
  );
}

function admits(range: string, version: Version): boolean {
  return range === '*' || satisfies(version, range);
}
