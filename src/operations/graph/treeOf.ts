import type { SkillId } from '../../model/SkillId.ts';
import type { LockGraph } from './LockGraph.ts';

/** One place in a tree of skills; `needs` is empty where `mark` says why nothing follows. */
export interface TreeNode {
  readonly id: string;
  /** `local` for a folder of the project's own. */
  readonly version: string;
  /** The range in which whoever stands above wants it; upside down, in which it wants whoever stands above. */
  readonly range: string;
  /** Of the manifest's entry; null below it and for `[skills]`. */
  readonly group: string | null;
  readonly overridden: boolean;
  /**
   * `cycle`: it stands above itself; `repeated`: what follows is shown elsewhere; `cut`: it is deeper
   * than was asked for.
   */
  readonly mark: 'cycle' | 'repeated' | 'cut' | null;
  readonly needs: readonly TreeNode[];
}

/** What to draw a tree of. */
export interface TreePlan {
  readonly graph: LockGraph;
  /** Where it begins. */
  readonly roots: readonly TreeRoot[];
  /** Levels below a root; null for all. */
  readonly depth: number | null;
  /** Upside down: what follows is who needs it. */
  readonly inverted: boolean;
}

/** A root, and what asks for it. */
export type TreeRoot = Pick<TreeNode, 'range' | 'group'> & { readonly id: SkillId };

/** The trees below some skills; what follows a skill is drawn where it is met first. Pure. */
export function treeOf(plan: TreePlan): readonly TreeNode[] {
  const expanded = new Set<SkillId>();
  return plan.roots.map((root) => nodeOf(root, [], { ...plan, expanded }));
}

interface Drawing extends TreePlan {
  readonly expanded: Set<SkillId>;
}

function nodeOf(root: TreeRoot, above: readonly SkillId[], drawing: Drawing): TreeNode {
  const { graph, depth, inverted, expanded } = drawing;
  const { id, range, group } = root;
  const skill = graph.skills.get(id);
  const node = {
    id,
    version: skill === undefined || skill.pin.kind === 'path' ? 'local' : skill.version,
    range,
    group,
    overridden: graph.overrides.has(id),
  };
  const edges = inverted ? graph.neededBy(id) : graph.needs(id);
  if (above.includes(id)) return { ...node, mark: 'cycle', needs: [] };
  if (edges.length === 0) return { ...node, mark: null, needs: [] };
  if (expanded.has(id)) return { ...node, mark: 'repeated', needs: [] };
  if (depth !== null && above.length >= depth) return { ...node, mark: 'cut', needs: [] };
  expanded.add(id);
  const path = [...above, id];
  const needs = edges.map(({ by, to, range: wanted }) =>
    nodeOf({ id: inverted ? by : to, range: wanted, group: null }, path, drawing),
  );
  return { ...node, mark: null, needs };
}
