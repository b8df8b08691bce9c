import type { StructuredPatchHunk } from 'diff';
import type { FileMode } from '../model/SkillTree.ts';

/** What a patch does to one file of a skill. */
export interface FilePatch {
  /** Judged already: `/`-separated, relative to the skill, portable. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted';
  /** Before and after; null where the patch leaves the mode alone. */
  readonly modes: { readonly from: FileMode | null; readonly to: FileMode | null };
  readonly hunks: readonly StructuredPatchHunk[];
}

/** A patch as it was read; each path stands once. */
export type SkillPatch = readonly FilePatch[];
