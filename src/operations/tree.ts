import { PaksError } from '../errors/PaksError.ts';
import type { SkillId } from '../model/SkillId.ts';
import { lockedSkills, type Project } from '../project/Project.ts';
import { findEntry } from './findEntry.ts';
import { findPlace } from './findPlace.ts';
import { lockGraph, type LockGraph } from './graph/LockGraph.ts';
import { type TreeNode, type TreeRoot, treeOf } from './graph/treeOf.ts';
import { openProject } from './openProject.ts';
import { assertGroups } from './selectSkills.ts';
import type { Services } from './Services.ts';

/** What `paks tree` was asked for. */
export interface TreeInput {
  readonly global: boolean;
  /** Begin at this skill; null begins at the manifest. */
  readonly name: string | null;
  /** Only what this group asks for; null for everything. */
  readonly group: string | null;
  /** Levels below the roots; null for all. */
  readonly depth: number | null;
  /** Who needs the named skill, instead of what it needs. */
  readonly inverted: boolean;
}

/** A lock as trees, one for each root. */
export interface TreeResult {
  readonly root: string;
  /** What the project calls itself. */
  readonly name: string | null;
  readonly inverted: boolean;
  readonly skills: readonly TreeNode[];
}

/** Draws the lock from the manifest, or from one skill, down or up. Asks the disk only. Throws `USAGE`. */
export async function tree(input: TreeInput, services: Services): Promise<TreeResult> {
  const { name, depth, inverted } = input;
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const graph = lockGraph(project);
  const roots = name === null ? entryRoots(input, project, graph) : [namedRoot(name, project)];
  return {
    root: place.root,
    name: project.manifest.project.name ?? null,
    inverted,
    skills: treeOf({ graph, roots, depth, inverted }),
  };
}

function entryRoots(
  { group, inverted }: TreeInput,
  { manifest }: Project,
  { entries }: LockGraph,
): readonly TreeRoot[] {
  if (inverted) {
    throw new PaksError('USAGE', {
      message: '`--invert` needs the name of a skill, to show who needs it',
      hint: 'write `paks tree NAME --invert`',
    });
  }
  if (group === null) return entries;
  assertGroups(manifest, [group]);
  return entries.filter((entry) => entry.group === group);
}

function namedRoot(name: string, project: Project): TreeRoot {
  const known = lockedSkills(project).map((skill) => skill.id);
  const id: SkillId = findEntry(name, known, 'installed here');
  const entry = project.manifest.skills.find((skill) => skill.id === id);
  return { id, range: entry?.range ?? '', group: entry?.group ?? null };
}
