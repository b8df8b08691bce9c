import type { SkillId } from '../../model/SkillId.ts';
import type { GraphEdge, LockGraph } from './LockGraph.ts';

/** A way from the manifest to a skill: what the manifest asks for, then each need in turn. */
export interface Chain {
  /** The group of the manifest's entry; null for `[skills]`. */
  readonly group: string | null;
  readonly steps: readonly ChainStep[];
}

/** A skill on the way, and the range in which whoever stands before it wants it. */
export interface ChainStep {
  readonly id: SkillId;
  readonly range: string;
}

/**
 * Who needs a skill: for each entry of the manifest and each skill that needs it directly, the shortest
 * way between them; shorter ways first. Pure; cycles are fine.
 */
export function chainsTo(id: SkillId, graph: LockGraph): readonly Chain[] {
  const direct = graph.neededBy(id);
  const chains = graph.entries.flatMap((entry): readonly Chain[] => {
    const start = { id: entry.id, range: entry.range };
    const { group } = entry;
    if (entry.id === id) return [{ group, steps: [start] }];
    const ways = waysFrom(entry.id, id, graph);
    return direct.flatMap((edge) => {
      const way = edge.by === id ? undefined : ways.get(edge.by);
      if (way === undefined) return [];
      const steps = [...way, edge].map(({ to, range }) => ({ id: to, range }));
      return [{ group, steps: [start, ...steps] }];
    });
  });
  return chains.sort((left, right) => left.steps.length - right.steps.length);
}

/** The shortest ways from a skill to all that it leads to, without going through `end`. */
function waysFrom(
  start: SkillId,
  end: SkillId,
  graph: LockGraph,
): ReadonlyMap<SkillId, readonly GraphEdge[]> {
  const ways = new Map<SkillId, readonly GraphEdge[]>([[start, []]]);
  for (const [id, way] of ways) {
    for (const edge of graph.needs(id)) {
      if (edge.to !== end && !ways.has(edge.to)) ways.set(edge.to, [...way, edge]);
    }
  }
  return ways;
}
