import { PaksError } from '../errors/PaksError.ts';
import { nearest } from '../errors/nearest.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { Manifest, ManifestSkill } from '../model/Manifest.ts';
import type { SkillId } from '../model/SkillId.ts';

/** A locked skill that an install puts somewhere. */
export interface SelectedSkill {
  readonly locked: LockedSkill;
  /** Its line in the manifest; null for a dependency of others. */
  readonly entry: ManifestSkill | null;
  /** The agents it is for; null for all that are served. */
  readonly agents: ReadonlySet<string> | null;
}

/**
 * What is installed of a lock: everything reachable from `[skills]` and the chosen groups. A skill
 * that others need is for every agent that any of them is for. Throws `USAGE` for an unknown group.
 */
export function selectSkills(
  manifest: Manifest,
  locked: readonly LockedSkill[],
  groups: readonly string[] | 'all',
): ReadonlyMap<SkillId, SelectedSkill> {
  if (groups !== 'all') assertGroups(manifest, groups);
  const byId = new Map(locked.map((skill) => [skill.id, skill]));
  const selected = new Map<SkillId, SelectedSkill>();
  const open: (readonly [SkillId, ReadonlySet<string> | null, ManifestSkill | null])[] = [];
  for (const entry of manifest.skills) {
    if (entry.group !== null && groups !== 'all' && !groups.includes(entry.group)) continue;
    const agents = entry.agents === undefined ? null : new Set(entry.agents);
    open.push([entry.id, agents, entry]);
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [id, agents, entry] = next;
    const skill = byId.get(id);
    if (skill === undefined) continue;
    const known = selected.get(id);
    const wider = known === undefined ? agents : union(known.agents, agents);
    const grown = known === undefined || !isSame(known.agents, wider);
    selected.set(id, { locked: skill, entry: entry ?? known?.entry ?? null, agents: wider });
    if (!grown) continue;
    for (const dependency of skill.dependencies) open.push([dependency.id, wider, null]);
  }
  return selected;
}

/** Throws `USAGE` for a group that the manifest does not have. */
export function assertGroups(manifest: Manifest, groups: readonly string[]): void {
  const known = new Set(manifest.skills.flatMap(({ group }) => (group === null ? [] : [group])));
  for (const group of groups) {
    if (known.has(group)) continue;
    const near = nearest(group, known);
    throw new PaksError('USAGE', {
      message: `\`paks.toml\` has no group \`${group}\``,
      hint:
        near === undefined
          ? `add \`[groups.${group}.skills]\` to \`paks.toml\``
          : `did you mean \`--group ${near}\`?`,
    });
  }
}

function union(
  left: ReadonlySet<string> | null,
  right: ReadonlySet<string> | null,
): ReadonlySet<string> | null {
  return left === null || right === null ? null : new Set([...left, ...right]);
}

function isSame(left: ReadonlySet<string> | null, right: ReadonlySet<string> | null): boolean {
  if (left === null || right === null) return left === right;
  return left.size === right.size;
}
