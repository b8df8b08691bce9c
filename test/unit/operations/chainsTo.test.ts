import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { chainsTo } from '../../../src/operations/graph/chainsTo.ts';
import type { GraphEdge, LockGraph } from '../../../src/operations/graph/LockGraph.ts';
import { type TreeNode, treeOf } from '../../../src/operations/graph/treeOf.ts';
import type { ManifestSkill } from '../../../src/model/Manifest.ts';
import { ANY } from '../../../src/model/Range.ts';
import { parseSkillId, type SkillId } from '../../../src/model/SkillId.ts';

const idOf = (index: number) => parseSkillId(`a/s${index}`);
const source = { kind: 'registry', registry: 'paks' } as const;

/** A graph of numbered skills, where the first entries are the manifest's. */
function graphOf(size: number, pairs: readonly (readonly [number, number])[]): LockGraph {
  const edges: GraphEdge[] = pairs.map(([by, to]) => ({
    by: idOf(by % size),
    to: idOf(to % size),
    range: '*',
  }));
  const entries = [0, 1 % size].map(
    (index): ManifestSkill => ({ id: idOf(index), range: ANY, source, group: null }),
  );
  return {
    skills: new Map(),
    entries: size === 1 ? entries.slice(1) : entries,
    overrides: new Map(),
    needs: (id) => edges.filter(({ by }) => by === id),
    neededBy: (id) => edges.filter(({ to }) => to === id),
  };
}

const graphs = fc
  .integer({ min: 1, max: 7 })
  .chain((size) =>
    fc
      .array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 20 })
      .map((pairs) => ({ size, graph: graphOf(size, pairs) })),
  );

function reachable(graph: LockGraph): ReadonlySet<SkillId> {
  const reached = new Set(graph.entries.map(({ id }) => id));
  for (const id of reached) for (const { to } of graph.needs(id)) reached.add(to);
  return reached;
}

function idsIn(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap((node) => [node.id, ...idsIn(node.needs)]);
}

describe('the ways to a skill', () => {
  test('are real ways from the manifest, and there is one wherever there can be', () => {
    fc.assert(
      fc.property(graphs, fc.nat(6), ({ size, graph }, index) => {
        const id = idOf(index % size);
        const chains = chainsTo(id, graph);
        for (const { steps } of chains) {
          expect(graph.entries.map((entry) => entry.id)).toContain(steps[0]?.id);
          expect(steps.at(-1)?.id).toBe(id);
          expect(steps.filter((step) => step.id === id)).toHaveLength(1);
          for (const [place, step] of steps.slice(1).entries()) {
            const before = steps[place]?.id;
            expect(graph.needs(before as SkillId).map(({ to }) => to)).toContain(step.id);
          }
        }
        expect(chains.length > 0).toBe(reachable(graph).has(id));
      }),
    );
  });
});

describe('a tree', () => {
  test('names every skill that the manifest leads to, ends, and stays as small as the graph', () => {
    fc.assert(
      fc.property(graphs, ({ graph }) => {
        const plan = { graph, roots: graph.entries, depth: null, inverted: false };
        const ids = idsIn(treeOf(plan));
        expect(new Set(ids)).toEqual(reachable(graph));
        const edges = [...reachable(graph)].flatMap((id) => graph.needs(id));
        expect(ids.length).toBeLessThanOrEqual(graph.entries.length + edges.length);
      }),
    );
  });
});
