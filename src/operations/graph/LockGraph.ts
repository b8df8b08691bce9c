import type { Dependency } from '../../model/Dependency.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import type { ManifestSkill } from '../../model/Manifest.ts';
import type { SkillId } from '../../model/SkillId.ts';
import { lockedSkills, type Project } from '../../project/Project.ts';

/** One requirement of the lock: who needs what, and in which range as written. */
export interface GraphEdge {
  readonly by: SkillId;
  readonly to: SkillId;
  readonly range: string;
}

/** Who needs whom in a lock; may have cycles. What is asked for and not locked is no node. */
export interface LockGraph {
  readonly skills: ReadonlyMap<SkillId, LockedSkill>;
  /** The manifest's own entries that are locked, in its order. */
  readonly entries: readonly ManifestSkill[];
  readonly overrides: ReadonlyMap<SkillId, Dependency>;
  /** What a skill needs, sorted by id. */
  needs(id: SkillId): readonly GraphEdge[];
  /** Who needs a skill, sorted by id; without the manifest. */
  neededBy(id: SkillId): readonly GraphEdge[];
}

/** The graph of a project's lock. Pure. */
export function lockGraph(project: Project): LockGraph {
  const { manifest } = project;
  const skills = new Map(lockedSkills(project).map((skill) => [skill.id, skill]));
  const needs = new Map<SkillId, GraphEdge[]>();
  const neededBy = new Map<SkillId, GraphEdge[]>();
  for (const { id, dependencies } of skills.values()) {
    for (const { id: to, range } of dependencies) {
      if (!skills.has(to)) continue;
      const edge = { by: id, to, range };
      push(needs, id, edge);
      push(neededBy, to, edge);
    }
  }
  return {
    skills,
    entries: manifest.skills.filter(({ id }) => skills.has(id)),
    overrides: new Map(manifest.overrides.map((override) => [override.id, override])),
    needs: (id) => needs.get(id) ?? [],
    neededBy: (id) => neededBy.get(id) ?? [],
  };
}

function push(edges: Map<SkillId, GraphEdge[]>, id: SkillId, edge: GraphEdge): void {
  const known = edges.get(id);
  if (known === undefined) edges.set(id, [edge]);
  else known.push(edge);
}
